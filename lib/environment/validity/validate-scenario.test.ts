import { describe, expect, test } from 'vitest';
import { defineScenario } from '../define-scenario.ts';
import { inputOf, scenarioOf } from '../testing/play-incident.ts';
import { validateScenario } from './validate-scenario.ts';

const classicAct1 = inputOf('classic-act-1');
const CLASSICS = ['classic-act-1', 'classic-act-2', 'classic-act-2-twin'];

const failed = (report: ReturnType<typeof validateScenario>) => report.checks.filter(({ passed }) => !passed);

describe('the validity suite', () => {
  test.each(CLASSICS.flatMap((id) => [1, 8].map((seed) => [id, seed] as const)))(
    '%s passes at seed %i',
    (id, seed) => {
      const report = validateScenario(scenarioOf(id), seed);
      expect(failed(report)).toEqual([]);
      expect(report.passed).toBe(true);
    },
    30_000,
  );

  test('asks a twin whether the learned fix misleads', () => {
    const twin = scenarioOf('classic-act-2-twin');
    expect(validateScenario(twin).checks.map(({ name }) => name)).toContain(
      'the fix learned from classic-act-1 fails',
    );
  }, 30_000);

  test('rejects an incident that heals by itself or that its own fix does not heal', () => {
    const { root } = classicAct1;
    const hollow = defineScenario({
      ...classicAct1,
      id: 'hollow',
      redHerrings: [],
      root: root && {
        ...root,
        fix: [{ service: 'api-gateway', key: 'upstream_timeout_ms', value: 5100 }],
      },
    });
    const report = validateScenario(hollow);
    expect(report.passed).toBe(false);
    expect(failed(report).map(({ name }) => name)).toEqual([
      'a solver succeeds in at most 9 calls',
      'there are at least 2 red herrings',
    ]);
  }, 30_000);
});
