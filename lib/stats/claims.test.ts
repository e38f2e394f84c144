import { describe, expect, it } from 'vitest';
import { analyseModels } from './analyse-models.ts';
import { analysePaired } from './analyse-paired.ts';
import { defaultRules } from './analysis/analysis-rules.ts';
import { falseVerdictRate } from './false-verdict-rate.ts';
import { rowsOf } from './testing/row-of.ts';
import { savingBy } from './testing/saving-by.ts';

const rules = { ...defaultRules('family'), bootstrapResamples: 500, signFlipDraws: 500 };

describe('claims', () => {
  it('this incident: pairs of one scenario are the units, and the reader is told', () => {
    const { verdict, warnings, contrasts } = analysePaired({
      rows: rowsOf({
        benefit: 1,
        seeds: 10,
        run: ({ arm, seed }) => ({ calls: arm === 'none' ? 20 + seed : 9 }),
      }),
      rules: { ...rules, ...defaultRules('incident'), bootstrapResamples: 200 },
    });
    expect(contrasts[0]?.calls.estimate.n).toBe(10);
    expect(contrasts[0]?.callsBootstrap).toBeNull();
    expect(contrasts[0]?.success.method).toBe('tango');
    expect(verdict.code).toBe('cannot_tell');
    expect(warnings.map(({ id }) => id)).toContain('one_incident');
  });

  const pipeline = (distillations: number) =>
    Array.from({ length: distillations + 1 }, (_, index) =>
      rowsOf({
        arms: [index === 0 ? 'none' : 'learned'],
        run: ({ seed }) =>
          index === 0 ? {} : { distillationId: `d${index}`, calls: 13 + (index % 2) + (seed % 2) },
      }).map((row) => Object.assign(row, { id: `${index}/${row.id}` })),
    ).flat();
  const pipelineRules = { ...defaultRules('pipeline'), bootstrapResamples: 200, signFlipDraws: 200 };

  it('the pipeline: distillations are draws, and five are needed', () => {
    const few = analysePaired({ rows: pipeline(4), rules: pipelineRules });
    expect(few.verdict.shortfalls).toEqual([
      '4 independent distillations with both arms, at least 5 are needed',
    ]);
    const enough = analysePaired({ rows: pipeline(6), rules: pipelineRules });
    expect(enough.verdict.code).toBe('helps');
    expect(enough.contrasts[0]?.calls.estimate).toMatchObject({ n: 6, df: 5 });
    // Flipping the signs of learnings would take the scenarios as given, and the other way round.
    expect(enough.contrasts[0]?.callsTests).toMatchObject({
      main: { method: 'two_way_t' },
      signFlip: null,
      wilcoxon: null,
    });
    expect(enough.contrasts[0]?.callsBootstrap).toBeNull();
  });

  it('the pipeline: pairs that share a control run do not count as many', () => {
    const [headline] = analysePaired({ rows: pipeline(6), rules: pipelineRules }).contrasts;
    expect(headline?.harm).toMatchObject({ pairs: 240, blocks: 40 });
    expect(headline?.harm.added?.high).toBeCloseTo(1 - 0.05 ** (1 / 40), 9);
  });

  it('across models: all must agree, and one that is hurt decides', () => {
    const rows = (model: string, factor: number) =>
      rowsOf({ run: savingBy(factor) }).map((row) => Object.assign(row, { id: `${model}/${row.id}`, model }));
    const codes = (...models: [string, number][]) =>
      analyseModels(
        models.flatMap(([model, factor]) => rows(model, factor)),
        rules,
      ).verdict.code;
    expect(codes(['a', 0.7], ['b', 0.6])).toBe('helps');
    expect(codes(['a', 0.7], ['b', 1])).toBe('cannot_tell');
    expect(codes(['a', 0.7], ['b', 1.5])).toBe('hurts');
    expect(codes(['a', 1], ['b', 1])).toBe('no_difference');
    expect(codes(['a', 0.7])).toBe('cannot_tell');
  });
});

describe('false verdicts on A/A runs', () => {
  const aa = {
    ...rules,
    contrasts: [{ treated: 'none-again', control: 'none', says: 'nothing' }],
  };

  it('are rare, counted by relabelling the very runs', () => {
    const rows = rowsOf({
      arms: ['none', 'none-again'],
      run: ({ arm, scenario, seed }) => ({ calls: 10 + ((scenario * 7 + seed * 5 + arm.length * 3) % 11) }),
    });
    const { relabelings, rate, counts } = falseVerdictRate(rows, aa, { relabelings: 300 });
    expect(relabelings).toBe(300);
    expect(rate).toBeLessThanOrEqual(0.05);
    expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(300);
  });

  it('say when a low rate could not have been another', () => {
    const caveatsOf = (plan: Parameters<typeof rowsOf>[0]) =>
      falseVerdictRate(rowsOf({ arms: ['none', 'none-again'], ...plan }), aa, { relabelings: 5 }).caveats;
    const noisy = ({ arm, seed }: { arm: string; seed: number }) => ({ calls: 20 + arm.length + seed });
    expect(caveatsOf({ run: noisy })).toEqual([]);
    expect(caveatsOf({ run: () => ({}) })).toEqual(['all_alike']);
    expect(caveatsOf({ run: noisy, benefit: 3, harm: 0 })).toEqual(['under_floors', 'harm_not_measured']);
  });

  it('are unknown without pairs', () => {
    expect(falseVerdictRate([], aa)).toMatchObject({ relabelings: 0, rate: null });
  });
});
