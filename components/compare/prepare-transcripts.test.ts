import { describe, expect, it } from 'vitest';
import { runWithCalls, verifiedEnd } from '#lib/testing/run-with-calls.ts';
import { nameRuns } from './compared-run.ts';
import { choosePair, pairsOf, prepareTranscripts } from './prepare-transcripts.ts';
import { findControlledPair } from './relate-runs.ts';

const runs = nameRuns([
  {
    slot: 'a',
    view: runWithCalls(['status a', 'restart a'], { runId: 'run_a', plan: { scenarioId: 'other' } }),
  },
  {
    slot: 'b',
    view: runWithCalls(['skill s', 'logs a', 'update a k=2', 'restart a'], {
      runId: 'run_b',
      plan: { act: 2, arm: 'learned' },
      end: verifiedEnd,
    }),
  },
  {
    slot: 'c',
    view: runWithCalls(['status a', 'logs a', 'update a k=1', 'restart a'], {
      runId: 'run_c',
      plan: { act: 2 },
      end: verifiedEnd,
    }),
  },
]);
const trusted = findControlledPair(runs);

describe('two transcripts side by side', () => {
  it('offers every two of the runs', () => {
    expect(pairsOf(runs).map(({ key }) => key)).toEqual(['ab', 'ac', 'bc']);
  });

  it('shows the pair that the address asks for, else the one that only the skill sets apart', () => {
    expect(choosePair(runs, trusted, 'ab')?.key).toBe('ab');
    expect(choosePair(runs, trusted, 'zz')?.key).toBe('bc');
    expect(choosePair(runs, trusted, undefined)?.key).toBe('bc');
    expect(choosePair(runs.slice(0, 2), null, undefined)?.key).toBe('ab');
    expect(choosePair(runs.slice(0, 1), null, undefined)).toBeNull();
  });

  it('cuts the rows into phases and counts the calls of each side', () => {
    const pair = choosePair(runs, trusted, 'bc');
    const sections = pair ? prepareTranscripts(pair).sections : [];
    expect(sections.map(({ phase, leftCalls, rightCalls }) => [phase, leftCalls, rightCalls])).toEqual([
      ['orient', 2, 2],
      ['fix', 2, 2],
    ]);
  });

  it('marks where the runs first part, and where the work on the system does', () => {
    const pair = choosePair(runs, trusted, 'bc');
    const rows = pair ? prepareTranscripts(pair).sections.flatMap((section) => section.rows) : [];
    expect(rows.map(({ divergence }) => divergence)).toEqual([
      'First divergence: Act 2 calls get_skill (s); Control makes no such call here.',
      'First divergence on the system itself: Control calls check_service_status (a); Act 2 makes no such call here.',
      null,
      null,
      null,
    ]);
  });

  it('counts what is the same, alike and done by one alone', () => {
    const pair = choosePair(runs, trusted, 'bc');
    expect(pair && prepareTranscripts(pair).counts).toEqual({
      same: 2,
      similar: 1,
      onlyLeft: 1,
      onlyRight: 1,
    });
  });

  it('tells two values for one setting apart in words', () => {
    const [left, right] = nameRuns([
      { slot: 'a', view: runWithCalls(['update a k=1'], { runId: 'run_a' }) },
      { slot: 'b', view: runWithCalls(['update a k=2'], { runId: 'run_b', plan: { act: 2 } }) },
    ]);
    expect(
      left && right && prepareTranscripts({ key: 'ab', left, right }).sections[0]?.rows[0]?.divergence,
    ).toBe('First divergence: Act 1 calls update_config (a, k = 1), Control update_config (a, k = 2).');
  });
});
