import { describe, expect, test } from 'vitest';
import { amountOf, rangedNumber, writeNumber } from '../config-value.ts';
import { createEnvironment } from '../create-environment.ts';
import type { Change, EffectKind, ScenarioDefinition, Setting } from '../scenario-schema.ts';
import { applyChanges, perform } from '../validity/reference-agents.ts';
import { varyScenario } from '../vary-scenario.ts';
import { listScenarios } from './bank.ts';

const SEEDS = [1, 4];
const incidents = listScenarios()
  .filter(({ root }) => root?.cause.is === 'timeout_covers')
  .flatMap((scenario) => SEEDS.map((seed) => [scenario.id, seed, scenario] as const));

/** An incident as a seed tells it, and what becomes of it. */
function tell(definition: ScenarioDefinition, seed: number) {
  const scenario = varyScenario(definition, seed);
  const { root, services } = scenario;
  if (root?.cause.is !== 'timeout_covers') throw new Error(`${definition.id} is not about a time limit`);
  const { from, to, atMost } = root.cause;
  const settings = services.flatMap(({ name, config }) =>
    config.map((setting) => ({ service: name, setting })),
  );
  const own = settings.find(({ service, setting }) => service === root.service && setting.key === root.key);
  const callee = services.find(({ name }) => name === to);
  if (!own || !callee) throw new Error(`${definition.id} names what is not there`);
  const rangeOf = (setting: Setting) => setting.range ?? [0, 0];

  /** The limit at a multiple of the callee's p99, in the setting's own way to write it. */
  const limitAt = (ratio: number, round: (value: number) => number = Math.round): Change => {
    const unit =
      (amountOf(own.setting, own.setting.value) ?? 1) / (rangedNumber(own.setting, own.setting.value) ?? 1);
    const value = round((callee.latency.p99Ms * ratio) / unit);
    return { service: root.service, key: root.key, value: writeNumber(own.setting, value) };
  };
  /** Every other setting of these kinds, moved as far as told. */
  const others = (
    kinds: readonly EffectKind[],
    moved: (value: number, setting: Setting) => number,
  ): Change[] =>
    settings
      .filter((each) => each !== own && each.setting.effects.some(({ kind }) => kinds.includes(kind)))
      .map(({ service, setting }) => {
        const value = moved(rangedNumber(setting, setting.value) ?? 0, setting);
        return {
          service,
          key: setting.key,
          value: writeNumber(setting, Math.min(value, rangeOf(setting)[1])),
        };
      });
  const isCured = (changes: readonly Change[], restarts: readonly string[] = []): boolean => {
    const environment = createEnvironment(definition, seed);
    perform(environment, applyChanges(scenario, changes, restarts));
    return environment.evaluate('').verified;
  };
  return { from, to, atMost, limitAt, others, isCured, rangeOf };
}

describe('an incident of a limit below the latency behind it', () => {
  test.each(incidents)('%s at seed %i takes any limit that covers it', (_id, seed, scenario) => {
    const { limitAt, atMost, isCured } = tell(scenario, seed);
    const cured = [1.27, 1.5, 2, 3, atMost * 0.85].filter((ratio) =>
      isCured([limitAt(ratio, ratio < 2 ? Math.ceil : Math.floor)]),
    );
    expect(cured).toHaveLength(5);
  });

  test.each(incidents)('%s at seed %i takes nothing else for a cure', (_id, seed, scenario) => {
    const { from, to, atMost, limitAt, others, isCured, rangeOf } = tell(scenario, seed);
    const tried = {
      'a little more time': isCured([limitAt(1.18, Math.floor)]),
      'far too much time': isCured([limitAt(atMost * 1.2, Math.ceil)]),
      'a restart at both ends': isCured([], [from, to]),
      'more time elsewhere': isCured(others(['timeout'], (value) => value * 2.4)),
      'all retries that there can be': isCured(others(['retries'], (_value, setting) => rangeOf(setting)[1])),
      'twice the workers and connections': isCured(others(['workers', 'pool'], (value) => value * 2)),
    };
    expect(Object.entries(tried).filter(([, cured]) => cured)).toEqual([]);
  });
});
