import type { Environment } from '#lib/protocol/ports.ts';
import { seededRandom } from '#lib/utils/seeded-random.ts';
import { keyBelongsTo, rangedNumber, writeNumber, writeValue } from '../config-value.ts';
import type { Change, ConfigValue, ScenarioData, Service, Setting } from '../scenario-schema.ts';
import { TOOL_NAMES } from '../tools/tool-definitions.ts';
import type { ToolName } from '../tools/tool-definitions.ts';

/** One call as an agent would make it. */
export interface ScriptedCall {
  tool: ToolName;
  args: Readonly<Record<string, string | number>>;
}

export const perform = (environment: Environment, calls: readonly ScriptedCall[]): string[] =>
  calls.map(({ tool, args }) => environment.execute(tool, JSON.stringify(args)).result);

const on = (tool: ToolName, service: string, rest: Readonly<Record<string, string>> = {}): ScriptedCall => ({
  tool,
  args: { service_name: service, ...rest },
});

/** Makes changes and brings them into force; `more` are restarted as well, last. */
export function applyChanges(
  scenario: ScenarioData,
  changes: readonly Change[],
  more: readonly string[] = [],
): ScriptedCall[] {
  const pending = changes.filter((change) => needsRestart(scenario, change));
  const restarts = new Set([...pending.map(({ service }) => service), ...more]);
  return [
    ...changes.map(({ service, key, value }) =>
      on('update_config', service, { key, value: writeValue(value) }),
    ),
    ...[...restarts].map((service) => on('restart_service', service)),
  ];
}

function needsRestart(scenario: ScenarioData, { service, key }: Change): boolean {
  const settings = scenario.services.find(({ name }) => name === service)?.config ?? [];
  return settings.some((setting) => keyBelongsTo(key, setting.key) && setting.applies === 'restart');
}

/** Knows the answer: looks where the cause lies, makes the declared fix, verifies. */
export function playSolver(scenario: ScenarioData): ScriptedCall[] {
  const entry = scenario.entry.service;
  const { root } = scenario;
  if (!root) return [on('check_service_status', entry), on('check_logs', entry)];
  return [
    on('check_service_status', entry),
    on('check_logs', entry),
    ...(root.lookAt ?? [root.involves ?? root.service]).map((service) => on('check_service_status', service)),
    on('read_config', root.service),
    ...applyChanges(scenario, root.fix, root.restarts),
    on('check_service_status', entry),
  ];
}

export const restartEverything = (scenario: ScenarioData): ScriptedCall[] =>
  scenario.services.map(({ name }) => on('restart_service', name));

/** Multiplies every quantity by ten (or as far as its range goes) and restarts everything; a port is an address. */
export function multiplyByTen(scenario: ScenarioData): ScriptedCall[] {
  const writes = scenario.services.flatMap(({ name, config }) =>
    config.flatMap((setting) => {
      const number = rangedNumber(setting, setting.value);
      if (number === null || setting.effects.some(({ kind }) => kind === 'port')) return [];
      const more = Math.min(number * 10, setting.range?.[1] ?? Infinity);
      return [on('update_config', name, { key: setting.key, value: writeValue(writeNumber(setting, more)) })];
    }),
  );
  return [...writes, ...restartEverything(scenario)];
}

/** Does anything at all, with values that the tools accept. */
export function actAtRandom(scenario: ScenarioData, seed: number, calls: number): ScriptedCall[] {
  const random = seededRandom(`random agent ${seed}`);
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  return Array.from({ length: calls }, () => {
    const tool = pick(TOOL_NAMES) ?? 'check_logs';
    const service = pick(scenario.services);
    if (!service) return on('check_logs', '');
    return tool === 'update_config' ? writeAtRandom(service, random) : on(tool, service.name);
  });
}

function writeAtRandom({ name, config }: Service, random: () => number): ScriptedCall {
  const setting = config[Math.floor(random() * config.length)];
  if (!setting) return on('read_config', name);
  return on('update_config', name, { key: setting.key, value: writeValue(randomValue(setting, random)) });
}

/** Numbers are drawn evenly over orders of magnitude, as somebody who tries things would. */
function randomValue(setting: Setting, random: () => number): ConfigValue {
  if (setting.type === 'boolean') return random() < 0.5;
  if (setting.choices) return setting.choices[Math.floor(random() * setting.choices.length)] ?? setting.value;
  if (setting.type === 'text' && random() < 0.5) return `${writeValue(setting.value)}-2`;
  const [low, high] = setting.range ?? [0, 0];
  if (high === 0) return setting.value;
  const from = Math.log(Math.max(low, 1));
  const drawn = Math.exp(from + random() * (Math.log(high) - from));
  return writeNumber(setting, setting.type === 'number' ? drawn : Math.round(drawn));
}
