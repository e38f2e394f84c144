import { beforeAll, describe, expect, it } from 'vitest';
import { sampleExperiment, type SampleExperiment } from '#lib/testing/sample-experiment.ts';
import { prepareCost, payBackWords } from './prepare-cost.ts';
import { prepareForest } from './prepare-forest.ts';
import { prepareFunnel } from './prepare-funnel.ts';
import { prepareHarm } from './prepare-harm.ts';
import { preparePairedCalls } from './prepare-paired-calls.ts';
import { prepareReliability } from './prepare-reliability.ts';
import { prepareTools } from './prepare-tools.ts';
import { resultsData, type ResultsData } from './results-data.ts';

let sample: SampleExperiment;
let data: ResultsData;
beforeAll(async () => {
  sample = await sampleExperiment();
  data = resultsData(sample.view, sample.analysis, sample.rows);
});
const headline = () => {
  const [contrast] = sample.analysis.paired.contrasts;
  if (!contrast) throw new Error('The sample has no contrast');
  return contrast;
};
const titleOf = (id: string) => data.titles.get(id) ?? id;

describe('the pictures of the results', () => {
  it('forest: a line per scenario from the greatest saving to the least, then the declared estimate itself', () => {
    const { calls } = headline();
    const { marks, table } = prepareForest({
      contrast: headline(),
      index: 0,
      outcome: 'calls',
      colour: '',
      titleOf,
      level: 0.95,
    });
    expect(marks).toHaveLength(13);
    expect(marks.at(-1)).toMatchObject({
      isSummary: true,
      value: calls.estimate.mean,
      low: calls.estimate.interval?.low,
    });
    const values = marks.slice(0, -1).map(({ value }) => value ?? 0);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect(table.rows.at(-1)?.cells[3]).toBeCloseTo(calls.percent ?? 0, 9);
  });

  it('forest of a single scenario: one line, which is the declared estimate', () => {
    const { contrast: of, ...effects } = headline();
    const own = ({ scenarioId }: { scenarioId: string }) => scenarioId === 's01';
    const contrast = {
      ...effects,
      contrast: of,
      calls: { ...effects.calls, units: effects.calls.units.filter(own) },
    };
    const { marks, table, isSingle } = prepareForest({
      contrast,
      index: 0,
      outcome: 'calls',
      colour: '',
      titleOf,
      level: 0.95,
    });
    expect(isSingle).toBe(true);
    expect(marks).toMatchObject([
      { label: titleOf('s01'), isSummary: true, value: effects.calls.estimate.mean },
    ]);
    expect(table.rows.map(({ id, evidence }) => ({ id, evidence }))).toEqual([
      { id: 's01', evidence: 'calls~0' },
    ]);
  });

  it('forest of success: the summary has the interval that decides, not one of its parts', () => {
    const { marks } = prepareForest({
      contrast: headline(),
      index: 0,
      outcome: 'success',
      colour: '',
      titleOf,
      level: 0.95,
    });
    expect(marks.at(-1)?.low).toBe(headline().success.interval?.low);
  });

  it('paired calls count a run that was not verified as the cap, as the analysis does', () => {
    const { slopes } = preparePairedCalls({
      contrast: headline(),
      index: 0,
      rows: sample.rows,
      callsOfFailure: 40,
      titleOf,
    });
    expect(slopes).toHaveLength(12);
    const [first] = slopes;
    const control = sample.rows.filter((row) => row.scenarioId === first?.id && row.arm === 'none');
    const mean =
      control.reduce((sum, row) => sum + (row.verified ? row.calls : Math.max(40, row.calls)), 0) /
      control.length;
    expect(first?.from).toBeCloseTo(mean, 9);
  });

  it('calls by tool add up to the mean of all calls, arm by arm', () => {
    const { stacks, table } = prepareTools({
      rows: sample.rows,
      arms: data.arms,
      classes: ['near'],
      level: 0.95,
    });
    expect(stacks.map(({ id }) => id)).toEqual(['none', 'learned', 'placebo']);
    for (const { parts, total } of stacks) {
      expect(parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(total, 9);
    }
    // Tools that nobody called are no columns.
    expect(table.columns.map(({ head }) => head)).toEqual([
      'arm',
      'check_logs',
      'update_config',
      'all calls',
      'low',
      'high',
    ]);
  });

  it('success and pass^k: every arm at every measure, with an interval', () => {
    const { marks } = prepareReliability(sample.analysis.paired.arms, data.arms, [1, 3, 5]);
    expect(marks.map(({ id }) => id)).toEqual([
      'success none',
      'success learned',
      'success placebo',
      'pass3 none',
      'pass3 learned',
      'pass3 placebo',
      'pass5 none',
      'pass5 learned',
      'pass5 placebo',
    ]);
    expect(
      marks.every(({ low, value, high }) => (low ?? 1) <= (value ?? 0) && (value ?? 1) <= (high ?? 0)),
    ).toBe(true);
  });

  it('pass^k beyond the number of runs is a gap that says why', () => {
    const { marks } = prepareReliability(
      sample.analysis.paired.arms.map((arm) => ({ ...arm, passAt: [] })),
      data.arms,
      [5],
    );
    expect(marks.at(-1)).toMatchObject({ value: null, low: null, text: 'too few runs' });
  });

  it('harm: the bound that decides stands first, and the axis has room for the limit', () => {
    const { marks, most } = prepareHarm(sample.analysis.paired, data.arms);
    expect(marks[0]).toMatchObject({ id: 'added', high: headline().harm.added?.high });
    expect(most).toBeGreaterThan(0.1);
  });

  it('cost: unknown prices leave cost out, and the break-even says what learning cost', () => {
    const { marks } = prepareCost(headline(), '');
    expect(marks.map(({ id }) => id)).toEqual(['calls', 'devopsCalls', 'tokens']);
    const [first] = sample.analysis.paired.payBack;
    expect(first && payBackWords(first)).toMatch(
      /^In calls it .*: learning cost 20 calls \(.*\), an incident saves/,
    );
  });

  it('funnel: only arms to which a skill was offered', () => {
    const { marks } = prepareFunnel(sample.analysis.paired.funnels, data.arms);
    expect(new Set(marks.map(({ id }) => id.split(' ')[0]))).toEqual(new Set(['learned', 'placebo']));
  });

  it('says in every export which experiment it is and that the agent is simulated', () => {
    expect(data.source).toContain('A sample: offline, plan ');
    expect(data.note).toBe('simulated agent: evidence about the lab, not about an LLM');
  });
});
