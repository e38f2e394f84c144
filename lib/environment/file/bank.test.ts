import { describe, expect, test } from 'vitest';
import { createEnvironment } from '../create-environment.ts';
import { validateScenario } from '../validity/validate-scenario.ts';
import { readBank } from './bank.ts';
import { parseScenario } from './parse-scenario.ts';

const bank = readBank();

describe('the bank', () => {
  test('every file can be read', () => {
    expect(bank.problems).toEqual([]);
  });

  test('no id is there twice, and every reference leads somewhere', () => {
    const ids = bank.scenarios.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const named = bank.scenarios.flatMap(({ transferOf, twinOf }) => [transferOf, twinOf?.scenarioId]);
    for (const id of named.filter((each) => each !== undefined)) expect(ids).toContain(id);
  });

  test.each(['shop', 'media'])('the topology %s is well when nothing is wrong in it', (topology) => {
    const text = `{ id: calm, extends: ${topology}, title: t, summary: s, request: r }`;
    const parsed = parseScenario(text, (id) => bank.topologies.get(id));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    for (const seed of [1, 2, 3]) {
      const { services } = createEnvironment(parsed.scenario, seed).snapshot();
      expect(services.filter(({ health }) => health !== 'healthy')).toEqual([]);
    }
  });

  test.each(bank.scenarios.map((scenario) => [scenario.id, scenario] as const))(
    '%s is valid at a seed that is not its own',
    (_id, scenario) => {
      const { checks } = validateScenario(scenario, 5, { once: false });
      expect(checks.filter(({ passed }) => !passed)).toEqual([]);
    },
    20_000,
  );
});
