import { describe, expect, it } from 'vitest';
import { analysePaired } from '../analyse-paired.ts';
import { rowsOf, type Plan } from '../testing/row-of.ts';
import { savingBy } from '../testing/saving-by.ts';
import { defaultRules } from './analysis-rules.ts';

const rules = { ...defaultRules('family'), bootstrapResamples: 500, signFlipDraws: 500 };
const analyse = (plan: Plan, change: Partial<typeof rules> = {}) =>
  analysePaired({ rows: rowsOf(plan), rules: { ...rules, ...change } });

describe('warnings beside the verdict', () => {
  const idsOf = (plan: Plan, change: Partial<typeof rules> = {}) =>
    analyse(plan, change).warnings.map(({ id }) => id);

  it('few units, little room and no spread are said', () => {
    expect(idsOf({ benefit: 8, harm: 4, run: ({ arm }) => ({ calls: arm === 'none' ? 20 : 15 }) })).toEqual([
      'few_units',
      'ceiling',
      'no_spread',
    ]);
    expect(idsOf({ run: ({ seed, scenario }) => ({ verified: (seed + scenario) % 5 === 0 }) })).toContain(
      'floor',
    );
  });

  it('a permutation test that disagrees with the interval is said', () => {
    const changes = [-0.4, -0.3, -0.35, -0.45, -0.3, 0.02];
    const ids = idsOf({
      benefit: 6,
      run: ({ arm, scenario }) => ({ calls: arm === 'none' ? 20 : 20 * Math.exp(changes[scenario] ?? 0) }),
    });
    expect(ids).toContain('test_disagrees');
  });

  const informative: Plan['run'] = (place) => ({
    ...savingBy(0.7)(place),
    verified: (place.seed + place.scenario + (place.arm === 'none' && place.scenario === 3 ? 1 : 0)) % 3 > 0,
  });

  it('repeated seeds are not other scenarios: what gates 1 and 3 do not speak of is said', () => {
    const { warnings, contrasts, verdict } = analyse({ run: savingBy(0.7) });
    const says = (id: string) => warnings.find((each) => each.id === id)?.says;
    expect(verdict.gates.map(({ state }) => state)).toEqual(['pass', 'pass', 'pass']);
    expect(verdict.gates[2]?.says).toContain('0 of 40 pairs of 8 scenarios (0 %, at most 7.2 %');
    // 1 − .05^(1/12) and 1 − .05^(1/8): scenarios without an event, not runs.
    expect(says('success_clustered')).toContain(
      '12 scenarios with new seeds: of others like them, up to 22 %',
    );
    expect(says('harm_clustered')).toContain(
      '8 scenarios with new seeds: harm was added in 0, and of others like them up to 31 %',
    );
    expect(contrasts[0]?.harm.byScenario?.high).toBeCloseTo(1 - 0.05 ** (1 / 8), 9);
  });

  it('an informative experiment with many scenarios has none', () => {
    expect(idsOf({ harm: 29, seeds: 3, run: informative })).toEqual([]);
  });
});
