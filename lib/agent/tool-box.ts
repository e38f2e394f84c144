import type { FinishReason, ToolCallRequest, ToolDefinition, ToolKind } from '#lib/protocol/chat.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { Environment, SkillAccess, ToolExecution } from '#lib/protocol/ports.ts';
import type { WorldSnapshot } from '#lib/protocol/world-snapshot.ts';
import { errorMessage } from '#lib/utils/error-message.ts';
import { parseArguments } from './parse-arguments.ts';

export interface ToolBoxResult extends ToolExecution {
  kind: ToolKind;
  /** The world after the call; null when the call never reached the world. */
  world: WorldSnapshot | null;
}

export interface ToolBox {
  readonly tools: ToolDefinition[];
  /** Never throws for anything that the model did. */
  execute(call: ToolCallRequest, finishReason: FinishReason): Promise<ToolBoxResult>;
}

/** The environment's tools and the skill tools behind one door. */
export function createToolBox(environment: Environment, skills: SkillAccess): ToolBox {
  const tools = [...environment.tools, ...skills.tools];
  const acts = new Set(environment.tools.map(({ name }) => name));

  return {
    tools,
    async execute(call, finishReason) {
      const tool = tools.find(({ name }) => name === call.name);
      if (!tool) {
        const names = tools.map(({ name }) => name).join(', ');
        return untouched('unknown', `There is no tool named "${call.name}". The tools are: ${names}.`);
      }
      const kind = acts.has(tool.name) ? environment.kindOf(tool.name) : 'skill';
      const parsed = parseArguments(call.arguments, tool, finishReason);
      if (!parsed.ok) return untouched(kind, parsed.fault);
      if (acts.has(tool.name)) {
        const execution = environment.execute(tool.name, parsed.raw);
        return { ...execution, kind, world: environment.snapshot() };
      }
      return { ...(await readSkill(skills, tool.name, parsed.raw)), kind, world: null };
    },
  };
}

function untouched(kind: ToolKind, result: string): ToolBoxResult {
  return { kind, result, outcome: 'rejected', world: null };
}

/** A store that is away costs the agent a skill, not the run. */
async function readSkill(skills: SkillAccess, name: string, raw: string): Promise<ToolExecution> {
  try {
    return await skills.execute(name, raw);
  } catch (error) {
    if (error instanceof LabError && error.code === 'cancelled') throw error;
    const result = `The skill could not be read: ${errorMessage(error)} Go on without it, or try again.`;
    return { result, outcome: 'rejected' };
  }
}
