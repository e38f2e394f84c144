import { describe, expect, it } from 'vitest';
import { runWithCalls, verifiedEnd } from '#lib/testing/run-with-calls.ts';
import { nameRuns } from './compared-run.ts';
import { prepareFigures } from './prepare-figures.ts';
import { findControlledPair } from './relate-runs.ts';

const runs = nameRuns([
  {
    slot: 'b',
    view: runWithCalls(['skill s', 'config a', 'restart a'], {
      runId: 'run_b',
      plan: { act: 2, arm: 'learned' },
      end: verifiedEnd,
    }),
  },
  {
    slot: 'c',
    view: runWithCalls(['status a', 'logs a', 'config a', 'restart a'], {
      runId: 'run_c',
      plan: { act: 2 },
      end: verifiedEnd,
    }),
  },
]);
const pair = findControlledPair(runs);

function row(label: string, of = runs, between = pair) {
  return prepareFigures(of, between)
    .flatMap(({ rows }) => rows)
    .find((each) => each.label === label);
}

describe('the table of figures', () => {
  it('counts DevOps and skill calls apart and together', () => {
    expect(row('Total calls')).toMatchObject({ cells: ['3', '4'], difference: '−1' });
    expect(row('DevOps')).toMatchObject({ cells: ['2', '4'], difference: '−2', part: true });
    expect(row('Skill')).toMatchObject({ cells: ['1', '0'], difference: '+1' });
  });

  it('shows no difference where nothing but other things differ, or where a run has not ended', () => {
    expect(row('DevOps', runs, null)?.difference).toBeNull();
    const open = nameRuns([
      { slot: 'b', view: runWithCalls(['config a'], { plan: { act: 2, arm: 'learned' } }) },
      { slot: 'c', view: runWithCalls(['config a'], { plan: { act: 2 }, end: verifiedEnd }) },
    ]);
    expect(row('DevOps', open, findControlledPair(open))?.difference).toBeNull();
  });

  it('leaves a gap where a run has no such figure yet', () => {
    const open = nameRuns([{ slot: 'a', view: runWithCalls(['config a']) }]);
    expect(row('Ticks to mitigate', open, null)?.cells).toEqual([null]);
  });

  it('leaves out rows that say nothing', () => {
    expect(row('Unknown tool')).toBeUndefined();
    expect(row('Cost')).toBeUndefined();
  });
});
