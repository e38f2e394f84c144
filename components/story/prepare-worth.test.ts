import { expect, test } from 'vitest';
import { summariseRun } from '#lib/protocol/summarise-run.ts';
import { sampleEvaluation } from '#lib/testing/sample-run.ts';
import { runWithCalls, verifiedEnd } from '#lib/testing/run-with-calls.ts';
import { storyBars, storyVerdict } from './prepare-worth.ts';

const ACT_2 = { scenarioId: 'classic-act-2', act: 2, seed: 1 } as const;
const lines = (count: number) => Array.from({ length: count }, (_, index) => `status service-${index}`);
const run = (calls: string[], options: Parameters<typeof runWithCalls>[1] = {}) =>
  summariseRun(runWithCalls(calls, { end: verifiedEnd, ...options }));

const act1 = run(lines(11));
const act2 = run(['skill incident-response', ...lines(5)], { plan: { ...ACT_2, arm: 'learned' } });
const control = run(lines(10), { plan: { ...ACT_2, arm: 'none' } });
const unfixed = { end: { evaluation: { ...sampleEvaluation, verified: false } } };

test('with its control the verdict counts both on the same incident and seed', () => {
  const words = storyVerdict({ act1, act2, control });
  expect(words).toContain(
    'On the same incident and seed: 6 calls with the skill (5 DevOps, 1 to read it), 10 without, so 4 fewer in all and 5 fewer DevOps calls.',
  );
  expect(words).toContain('not how often');
});

test('without the control it says that two incidents differ', () => {
  expect(storyVerdict({ act1, act2, control: null })).toContain('two different incidents');
});

test('a short Act 2 that fixed nothing is nothing in the skill’s favour', () => {
  const failed = run(lines(2), { ...unfixed, plan: { ...ACT_2, arm: 'learned' } });
  expect(storyVerdict({ act1, act2: failed, control })).toContain('nothing in favour');
});

test('a skill that cost more than it saved is told so', () => {
  const long = run(lines(12), { plan: { ...ACT_2, arm: 'learned' } });
  expect(storyVerdict({ act1, act2: long, control })).toContain('2 more. The skill cost more than it saved.');
});

test('runs that did not fail but were not verified either say so beside their bar', () => {
  const bars = storyBars({ act1: run(lines(3), unfixed), act2, control: null });
  expect(bars.map(({ note }) => note)).toEqual(['not verified', undefined, 'not run yet']);
});
