import { describe, expect, it } from 'vitest';
import type { ComparedArms } from '#lib/protocol/compared-arms.ts';
import type { ExperimentRow } from '#lib/protocol/experiment.ts';
import { sampleExperimentRow } from '#lib/testing/sample-experiment-plan.ts';
import { armsHref } from './arms-href.ts';
import { pairArms, tellingPair } from './pair-arms.ts';
import { armFiguresTable, prepareArmFigures } from './prepare-arms.ts';
import { sayArms } from './say-arms.ts';
import { chooseGroup, groupsOf, rowsOfGroup } from './split-arms.ts';

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
  benefitClasses: ['near'],
  harmClasses: ['negative'],
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
  it('are means with the interval over incident means, which never reaches below 0', () => {
    const three = [row('learned', 'a', 1, 1), row('learned', 'b', 1, 2), row('learned', 'c', 1, 30)];
    expect(figure('Total calls', three)?.[0]).toEqual({ text: '11', interval: '(95 %: 0 to 51.9)' });
  });

  it('have no interval below three incidents', () => {
    expect(figure('Total calls')).toEqual([
      { text: '8', interval: null },
      { text: '11', interval: null },
    ]);
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

  it('are written to files as they are shown', () => {
    expect(armFiguresTable(compared(TWO_BY_TWO)).rows.find(({ id }) => id === 'Total calls')?.cells).toEqual([
      'Total calls',
      '8',
      null,
      '11',
      null,
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
      /^On 4 pairs .* the learned skill was verified in 4 of 4 and no skill in 3: that outranks the calls, of which the learned skill took 3 calls fewer on average than no skill\.$/,
    );
    const all = TWO_BY_TWO.map((each) => ({ ...each, verified: true }));
    expect(sayArms(compared(all)).headline).toMatch(
      /took 3 calls fewer .* than no skill; both were verified in 4 of 4\.$/,
    );
    expect(certainty).toMatch(/2 incidents alone: too few for an interval.*Fewer than 6 pairs/);
  });

  it('does not dress a difference that is always the same as an interval', () => {
    const alike = [1, 2, 3].flatMap((seed) => [row('learned', 'a', seed, 8), row('none', 'a', seed, 9)]);
    expect(sayArms(compared(alike)).headline).toMatch(
      /the learned skill took 1 call fewer every time than no skill/,
    );
  });

  it('is the analysis’ own where an experiment has its verdict, and never that of the harm incidents', () => {
    const experiment: ComparedArms['experiment'] = {
      experimentId: 'e',
      title: 'E',
      status: { state: 'completed' },
      runs: { planned: 8, done: 8 },
      verdict: { code: 'helps', sentence: 'It helps: -11 % calls', complete: true },
    };
    expect(sayArms(compared(TWO_BY_TWO, { experiment })).headline).toBe('It helps: −11 % calls');
    expect(sayArms(compared(TWO_BY_TWO, { experiment }), 'harm').headline).toMatch(/^On 4 pairs/);
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

describe('incidents of two kinds', () => {
  const twin = row('learned', 'twin', 1, 40, { class: 'negative' });
  const both = compared([...TWO_BY_TWO, twin]);

  it('are looked at apart, first those where the skill should help', () => {
    expect(groupsOf(both)).toEqual(['benefit', 'harm']);
    expect(rowsOfGroup(both, chooseGroup(both, undefined))).toEqual(TWO_BY_TWO);
    expect(rowsOfGroup(both, chooseGroup(both, 'harm'))).toEqual([twin]);
  });

  it('follow the run that the address names, and fall back to what has runs', () => {
    expect(chooseGroup(both, undefined, twin)).toBe('harm');
    expect(chooseGroup(compared([twin]), 'benefit')).toBe('harm');
  });

  it('keep their choice in the address', () => {
    expect(armsHref({ experiment: 'e', on: 'harm' })).toBe('/compare?experiment=e&on=harm');
    expect(armsHref({ experiment: 'e', on: 'benefit' })).toBe('/compare?experiment=e');
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
