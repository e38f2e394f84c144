import { type Facts, factsOf, TOOL } from '../incident/facts.ts';
import { parseArgs, type ToolUse, toolUsesOf } from '../transcript/tool-uses.ts';
import { type Pick, wordingFor } from '../transcript/wording.ts';
import type { Ask, OfferedTool } from '../wire/parse-request.ts';

/** Everything that the agent knows at this point of the conversation. */
export interface Mission {
  system: string;
  /** What the user asked for. */
  request: string;
  tools: readonly OfferedTool[];
  uses: readonly ToolUse[];
  facts: Facts;
  turns: number;
  /** Calls and turns that are left. */
  callsLeft: number;
  turnsLeft: number;
  pick: Pick;
}

/** Bounds of an agent that was given none; a runbook's worth of looking, and then some. */
const DEFAULT_CALLS = 40;
const DEFAULT_TURNS = 25;

const statedLimit = (text: string, what: string): number | null => {
  const match = new RegExp(`(\\d+)\\s+(?:tool[ -])?${what}`, 'i').exec(text);
  return match ? Number(match[1]) : null;
};

export const isOffered = (mission: Mission, name: string): boolean =>
  mission.tools.some((tool) => tool.name === name);

/** Reads the conversation. */
export function missionOf(ask: Ask): Mission {
  const textsOf = (role: string) => ask.messages.filter((message) => message.role === role);
  const system = textsOf('system')
    .map(({ text }) => text)
    .join('\n');
  const uses = toolUsesOf(ask.messages);
  const turns = textsOf('assistant').length;
  return {
    system,
    request: textsOf('user').findLast(({ text }) => text.trim() !== '')?.text ?? '',
    tools: ask.tools,
    uses,
    facts: factsOf(uses),
    turns,
    callsLeft: (statedLimit(system, 'calls?') ?? DEFAULT_CALLS) - uses.length,
    turnsLeft: (statedLimit(system, 'turns?') ?? DEFAULT_TURNS) - turns,
    pick: wordingFor(ask.seed, turns),
  };
}

export const isIncidentAgent = (ask: Ask): boolean =>
  ask.tools.some(({ name }) => name === TOOL.status || name === TOOL.logs);

/** Values that the schema of a tool's parameter allows, if it lists them. */
export function allowedServices({ tools }: Mission): string[] {
  const schema = JSON.stringify(tools.find(({ name }) => name === TOOL.status)?.parameters ?? {});
  const list = /"service_name":\{[^}]*"enum":(\[[^\]]*\])/.exec(schema)?.[1];
  const parsed = list === undefined ? {} : parseArgs(`{"names":${list}}`);
  return Array.isArray(parsed['names']) ? parsed['names'].map(String) : [];
}
