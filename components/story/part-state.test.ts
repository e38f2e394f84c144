import { expect, test } from 'vitest';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import { summariseRun } from '#lib/protocol/summarise-run.ts';
import { sampleRunEvents } from '#lib/testing/sample-run.ts';
import { newestSummary, nextPart } from './part-state.ts';
import { featuredRun } from './featured-run.ts';

const LOG = sampleRunEvents('run_1');
const viewAfter = (count: number) => foldRunEvents('run_1', LOG.slice(0, count));
const done = summariseRun(viewAfter(LOG.length));
const live = summariseRun(viewAfter(6));
const none = { act1: null, act2: null, control: null };

test('the story waits for one thing at a time', () => {
  expect(nextPart(none, false)).toBe('act1');
  expect(nextPart({ ...none, act1: live }, false)).toBeNull();
  expect(nextPart({ ...none, act1: done }, true)).toBe('act2');
  expect(nextPart({ ...none, act1: done, act2: done }, true)).toBe('control');
  expect(nextPart({ act1: done, act2: done, control: done }, true)).toBeNull();
});

test('when learning came to nothing, Act 1 is the next thing again', () => {
  const skipped = { ...done, learning: { state: 'skipped', reason: 'Too simple.' } } as const;
  expect(nextPart({ ...none, act1: skipped }, false)).toBe('act1');
});

test('while learning is about to begin nothing is asked of the reader', () => {
  const ended = summariseRun(viewAfter(LOG.findIndex(({ type }) => type === 'run.completed') + 1));
  expect(nextPart({ ...none, act1: ended }, false)).toBeNull();
});

test('the stream is ahead of the list, and never shows another run', () => {
  expect(newestSummary(live, viewAfter(LOG.length))?.status.state).toBe('completed');
  expect(newestSummary(done, viewAfter(6))?.status.state).toBe('completed');
  expect(newestSummary({ ...live, runId: 'run_2' }, viewAfter(LOG.length))?.status.state).toBe('running');
});

test('a live run is featured before a newer one that has ended', () => {
  const newer = { ...done, runId: 'run_2', createdAt: '2027-01-01T00:00:00.000Z' };
  expect(featuredRun({ act1: live, act2: newer, control: null })?.runId).toBe('run_1');
  expect(featuredRun({ act1: done, act2: newer, control: null })?.runId).toBe('run_2');
});
