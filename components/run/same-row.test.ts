import { expect, test } from 'vitest';
import { foldRun, foldRunEvents } from '#lib/protocol/fold-run.ts';
import { sampleRunEvents } from '#lib/testing/sample-run.ts';
import { prepareTranscript } from './prepare-transcript.ts';
import { portions, sameRow } from './same-row.ts';

test('a new event leaves every earlier row the same', () => {
  const events = sampleRunEvents();
  const earlier = foldRunEvents('run_sample', events.slice(0, 8));
  const later = events.slice(8, 12).reduce(foldRun, earlier);
  const before = prepareTranscript(earlier, null);
  const now = prepareTranscript(later, null);
  expect(now.length).toBeGreaterThan(before.length);
  const changed = before.filter((row) => !now.some((other) => sameRow(row, other)));
  expect(changed).toEqual([]);
});

test('a row that says something else is another one', () => {
  const typing = { turn: 1, attempt: 1, text: 'I', toolCalls: [], notice: null };
  const view = foldRunEvents('run_sample', sampleRunEvents().slice(0, 4));
  const last = (text: string) => prepareTranscript(view, { ...typing, text }).slice(-1);
  const [one] = last('I');
  const [other] = last('I look');
  expect(one && other && sameRow(one, other)).toBe(false);
});

test('portions are equal but for the last', () => {
  expect(portions([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(portions([], 2)).toEqual([]);
});
