import { beforeAll, describe, expect, it } from 'vitest';
import { analyseExperiment } from '#lib/experiments/analyse-experiment.ts';
import type { ExperimentPlan } from '#lib/protocol/experiment-plan.ts';
import type { ExperimentAnalysis } from '#lib/stats/experiment-analysis.ts';
import { sampleExperiment, type SampleExperiment } from '#lib/testing/sample-experiment.ts';
import { EVIDENCE } from '../evidence-key.ts';
import { findEvidence } from '../evidence/find-evidence.ts';
import { prepareModels } from './prepare-models.ts';
import { resultsData } from './results-data.ts';

let sample: SampleExperiment;
let analysis: ExperimentAnalysis;
/** The sample twice: `second` takes twice the calls with the skill. */
beforeAll(async () => {
  const one = await sampleExperiment();
  const [model] = one.view.plan.models;
  if (!model) throw new Error('The sample has no model');
  const plan: ExperimentPlan = {
    ...one.view.plan,
    claim: 'models',
    rules: { ...one.view.plan.rules, claim: 'models', signFlipDraws: 100, bootstrapResamples: 100 },
    models: [
      { ...model, name: 'first' },
      { ...model, name: 'second' },
    ],
  };
  const rows = [
    ...one.rows.map((row) => ({
      ...row,
      id: `${row.id} second`,
      model: 'second',
      verified: true,
      calls: (row.arm === 'learned' ? 20 : 10) + row.seed,
    })),
    ...one.rows.map((row) => ({ ...row, model: 'first' })),
  ];
  analysis = await analyseExperiment({ plan, planHash: 'hash', rows, distillations: [], complete: true });
  const summary = { ...one.view.summary, models: ['first', 'second'] };
  sample = { ...one, rows, view: { ...one.view, plan, summary } };
}, 60_000);
const data = (wanted: string | null) => resultsData(sample.view, analysis, sample.rows, wanted);

describe('a claim across models', () => {
  it('has a line per model in the order of the plan, each with its own verdict and figures', () => {
    if (!analysis.models) throw new Error('There are no models');
    const { lines, table } = prepareModels(analysis.models, data(null).arms);
    expect(lines.map(({ model }) => model)).toEqual(['first', 'second']);
    const [first, second] = lines;
    expect(first?.calls.percent).toBeLessThan(-10);
    expect(second?.calls.percent).toBeGreaterThan(10);
    expect([second?.verdict, analysis.verdict.code]).toEqual(['hurts', 'hurts']);
    expect(lines.every(({ falseVerdicts }) => falseVerdicts !== null)).toBe(true);
    expect(table.rows.map(({ cells }) => cells.length)).toEqual([table.columns.length, table.columns.length]);
  });

  it('shows every panel of the model that the address names, else of the first', () => {
    for (const [wanted, shown] of [
      [null, 'first'],
      ['second', 'second'],
      ['unheard of', 'first'],
    ] as const) {
      const of = data(wanted);
      expect(of.models).toEqual({ names: ['first', 'second'], chosen: shown });
      expect(new Set(of.rows?.map(({ model }) => model))).toEqual(new Set([shown]));
      expect(of.analysis.paired).toEqual(
        analysis.models?.models.find(({ model }) => model === shown)?.analysis,
      );
    }
  });

  it('names the model in every export', () => {
    const of = data('second');
    expect(of.fileName('harm')).toBe('harm-second');
    expect(of.source).toContain('second');
    expect(of.exported({ columns: [], rows: [] }).constants).toEqual([{ head: 'model', value: 'second' }]);
  });

  it('pays back for each model, from one learning', () => {
    expect(data('first').analysis.paired.payBack[0]?.breakEven.incidents).toBeGreaterThan(0);
    expect(data('second').analysis.paired.payBack[0]?.breakEven.incidents).toBeNull();
  });

  it('opens what a figure of any model rests on, whichever is shown', () => {
    const evidence = findEvidence(data('first').analysis, EVIDENCE.ofModel('second', EVIDENCE.calls(0)));
    expect(evidence?.rowIds.every((id) => id.endsWith(' second'))).toBe(true);
    expect(findEvidence(analysis, EVIDENCE.ofModel('third', EVIDENCE.calls(0)))).toBeNull();
  });
});
