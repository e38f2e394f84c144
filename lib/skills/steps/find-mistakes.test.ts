import { expect, it } from 'vitest';
import type { Evaluation } from '#lib/protocol/evaluation.ts';
import { runWithCalls } from '#lib/testing/run-with-calls.ts';
import { sampleEvaluation, sampleWorld } from '#lib/testing/sample-run.ts';
import { findMistakes } from './find-mistakes.ts';

const { calls } = runWithCalls(['logs a', 'update a key=1', 'restart a', 'update b other=2']);
for (const call of calls) call.world = sampleWorld(call.call * 10);
const judged = (overrides: Partial<Evaluation>): Evaluation => ({ ...sampleEvaluation, ...overrides });
const metrics = (wrongWrites: number) => ({ ...sampleEvaluation.metrics, wrongWrites });

it('finds none without a verdict, and none where the oracle found none', () => {
  expect(findMistakes(calls, null)).toEqual([]);
  expect(findMistakes(calls, judged({ mistakesAt: [] }))).toEqual([]);
});

it('finds the changes that the oracle lists by their tick, and never a look', () => {
  expect(findMistakes(calls, judged({ mistakesAt: [10, 30, 40], metrics: metrics(1) }))).toEqual([3, 4]);
});

it('finds all writes of an older run when all were wrong, and none when only some were', () => {
  expect(findMistakes(calls, judged({ metrics: metrics(2) }))).toEqual([2, 4]);
  expect(findMistakes(calls, judged({ metrics: metrics(1) }))).toEqual([]);
});

it('finds the write whose setting is named among the harm', () => {
  const detail = 'Worse than before: b other was changed for the worse.';
  const parts = { ...sampleEvaluation.parts, collateral: { applies: true, holds: false, detail } };
  expect(findMistakes(calls, judged({ parts, mistakesAt: [] }))).toEqual([4]);
});

it('finds every change where nothing was to be changed', () => {
  const parts = { ...sampleEvaluation.parts, noop: { applies: true, holds: false, detail: '' } };
  expect(findMistakes(calls, judged({ parts, mistakesAt: [] }))).toEqual([2, 3, 4]);
});
