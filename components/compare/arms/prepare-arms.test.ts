import { describe, expect, it } from 'vitest';
import type { ComparedArms } from '#lib/protocol/compared-arms.ts';
import type { ExperimentRow } from '#lib/protocol/experiment.ts';
import { sampleExperimentRow } from '#lib/testing/sample-experiment-plan.ts';
import { pairArms, tellingPair } from './pair-arms.ts';
import { prepareArmFigures } from './prepare-arms.ts';
import { sayArms } from './say-arms.ts';

const row = (
  arm: string,
  scenarioId: string,
  seed: number,
  calls: number,
  more: Partial<ExperimentRow> = {},
): ExperimentRow => sampleExperimentRow({ arm, scenarioId, seed, calls, ...more });
const compared = (rows: ExperimentRow[], more: Partial<ComparedArms> = {}): ComparedArms => ({
  experiment: null,
  arms: [
    { label: 'learned', arm: 'learned' },
    { label: 'none', arm: 'none' },
  ],
  rows,
  titles: {},
  atWork: 0,
  unknown: [],
  simulated: true,
  ...more,
});
const TWO_BY_TWO = [
  row('learned', 'a', 1, 6),
  row('learned', 'a', 2, 8),
  row('learned', 'b', 1, 9),
  row('learned', 'b', 2, 9),
  row('none', 'a', 1, 10),
  row('none', 'a', 2, 12, { verified: false }),
  row('none', 'b', 1, 11),
  row('none', 'b', 2, 11),
];
const figure = (label: string, rows = TWO_BY_TWO) =>
  prepareArmFigures(compared(rows)).find((each) => each.label === label)?.cells;

describe('figures of an arm', () => {
  it('are means with the interval over incident means', () => {
    expect(figure('Total calls')).toEqual([
      { text: '8', interval: '(95 %: 0 to 20.7)' },
      { text: '11', interval: '(95 %: 11 to 11)' },
    ]);
  });

  it('have their interval over seeds where there is one incident', () => {
    const cells = figure(
      'Total calls',
      TWO_BY_TWO.filter(({ scenarioId }) => scenarioId === 'a'),
    );
    expect(cells?.[0]).toEqual({ text: '7', interval: '(95 %: 0 to 19.7)' });
  });

  it('have none where there is one run, and nothing where no run has the figure', () => {
    expect(figure('Total calls', [row('learned', 'a', 1, 6)])).toEqual([{ text: '6', interval: null }, null]);
    expect(figure('Cost')).toBeUndefined();
  });

  it('are shares with an interval that stays a share', () => {
    expect(figure('Verified')).toEqual([
      { text: '100 %', interval: '(95 %: 51 % to 100 %)' },
      { text: '75 %', interval: '(95 %: 30 % to 95 %)' },
    ]);
  });

  it('leave runs out that infrastructure ended', () => {
    const rows = [...TWO_BY_TWO, row('learned', 'a', 3, 99, { infrastructureError: true })];
    expect(figure('Total calls', rows)).toEqual(figure('Total calls'));
  });
});

describe('the sentence about two arms', () => {
  it('compares pair by pair and names success beside calls', () => {
    const { headline, certainty } = sayArms(compared(TWO_BY_TWO));
    expect(headline).toMatch(
      /^On 4 pairs .* learned was verified in 4 of 4 and none in 3: that outranks the calls, of which learned took 3 calls fewer on average \(.*\) than none\.$/,
    );
    const all = TWO_BY_TWO.map((each) => ({ ...each, verified: true }));
    expect(sayArms(compared(all)).headline).toMatch(
      /took 3 calls fewer .* than none; both were verified in 4 of 4\.$/,
    );
    expect(certainty).toMatch(/means of 2 incidents.*Fewer than 6 pairs/);
  });

  it('does not dress a difference that is always the same as an interval', () => {
    const alike = [1, 2, 3].flatMap((seed) => [row('learned', 'a', seed, 8), row('none', 'a', seed, 9)]);
    expect(sayArms(compared(alike)).headline).toMatch(/learned took 1 call fewer every time than none/);
  });

  it('refuses to compare arms without an incident and seed in common', () => {
    expect(sayArms(compared([row('learned', 'a', 1, 6), row('none', 'b', 1, 9)])).headline).toMatch(
      /nothing|no incident/,
    );
  });

  it('says what is missing and what was left out', () => {
    const rows = [...TWO_BY_TWO, row('none', 'c', 1, 1, { infrastructureError: true })];
    expect(sayArms(compared(rows, { atWork: 2 })).warnings).toEqual([
      '2 runs are still to come: these are the figures so far, not for stopping.',
      '1 run ended by infrastructure is left out.',
    ]);
  });

  it('has nothing to say of one arm alone', () => {
    const [first] = compared([]).arms;
    expect(sayArms(compared([], { arms: first ? [first] : [] })).headline).toMatch(/one arm/);
  });
});

it('opens the pair that only one arm solved, else the one whose calls differ most', () => {
  const pairs = pairArms(compared(TWO_BY_TWO));
  expect(pairs).toHaveLength(4);
  expect(tellingPair(pairs)?.left).toMatchObject({ scenarioId: 'a', seed: 2 });
  const equal = pairs.map(({ left, right }) => ({ left, right: { ...right, verified: true } }));
  expect(tellingPair(equal)?.left).toMatchObject({ scenarioId: 'a', seed: 1 });
  expect(tellingPair([])).toBeNull();
});
