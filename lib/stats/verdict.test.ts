import { describe, expect, it } from 'vitest';
import { analysePaired } from './analyse-paired.ts';
import { defaultRules } from './analysis/analysis-rules.ts';
import { rowsOf, type Plan } from './testing/row-of.ts';
import { savingBy } from './testing/saving-by.ts';

const rules = { ...defaultRules('family'), bootstrapResamples: 500, signFlipDraws: 500 };
const analyse = (plan: Plan, change: Partial<typeof rules> = {}) =>
  analysePaired({ rows: rowsOf(plan), rules: { ...rules, ...change } });

describe('the verdict', () => {
  it('HELPS when success holds, calls fall and nothing is harmed', () => {
    const { verdict, contrasts } = analyse({ run: savingBy(0.7) });
    expect(verdict.code).toBe('helps');
    expect(verdict.gates.map(({ state }) => state)).toEqual(['pass', 'pass', 'pass']);
    expect(verdict.sentence).toContain('29 % fewer calls than no skill over 12 scenarios');
    expect(contrasts[0]?.calls.percent).toBeCloseTo(100 * (0.7 * (1 * 1.01 * 1.02) ** (1 / 3) - 1), 9);
  });

  it('HURTS when success is lower, whatever the calls do', () => {
    const { verdict } = analyse({
      run: ({ arm, seed, scenario }) => ({
        verified: arm === 'none' || (seed + scenario) % 3 > 0,
        calls: 20,
      }),
    });
    expect(verdict.code).toBe('hurts');
    expect(verdict.sentence).toContain('verified success is lower');
  });

  it('HURTS when it does harm where there was nothing to fix, although calls fall', () => {
    const { verdict } = analyse({
      run: (place) => ({
        ...savingBy(0.7)(place),
        harmful: place.class === 'noop' && place.arm === 'learned' && place.seed === 0,
      }),
    });
    expect(verdict.code).toBe('hurts');
    expect(verdict.sentence).toContain('it does more harm, +20 points');
  });

  it('HURTS when it only costs more calls, unless the rules say otherwise', () => {
    const plan = { run: savingBy(1.4) };
    expect(analyse(plan).verdict).toMatchObject({ code: 'hurts' });
    expect(analyse(plan, { costlierHurts: false }).verdict.code).toBe('cannot_tell');
  });

  it('NO DIFFERENCE when calls and success stay within the margins', () => {
    const { verdict } = analyse({ run: savingBy(1) });
    expect(verdict.code).toBe('no_difference');
    expect(verdict.sentence).toContain('±10 %');
  });

  it("CAN'T TELL YET when harm was not measured, and says so", () => {
    const { verdict } = analyse({ run: savingBy(0.7), harm: 0 });
    expect(verdict.code).toBe('cannot_tell');
    expect(verdict.reasons).toEqual([
      'Harm was not measured: no pairs on negative twins, no-ops or unrelated incidents.',
    ]);
  });

  it.each([
    { what: 'five scenarios', plan: { benefit: 5, run: savingBy(0.5) }, says: '5 scenarios' },
    { what: 'no rows', plan: { benefit: 0, harm: 0, run: savingBy(0.5) }, says: '0 pairs' },
    { what: 'one arm', plan: { arms: ['none'], run: savingBy(0.5) }, says: '0 pairs' },
  ])("CAN'T TELL YET with $what, however large the effect", ({ plan, says }) => {
    const { verdict } = analyse(plan);
    expect(verdict.code).toBe('cannot_tell');
    expect(verdict.shortfalls[0]).toContain(says);
  });

  it('does not call thirty runs without a failure proof that success is not lower by five points', () => {
    const { verdict } = analyse({ benefit: 6, run: savingBy(0.7) });
    expect(verdict.code).toBe('cannot_tell');
    expect(verdict.gates[0]).toMatchObject({ id: 'success', state: 'open' });
  });
});
