import { expect, it } from 'vitest';
import { runWithCalls } from '#lib/testing/run-with-calls.ts';
import { sampleVersion } from '#lib/testing/sample-skill.ts';
import { matchSteps } from './match-steps.ts';
import { tallyUse, type UsingRun } from './tally-use.ts';

const STEPS = ['1. Read the log of the gateway.', '2. Raise the timeout.', '3. Restart the gateway.'];
const text = (...lines: string[]) => ['## Timeouts', '- **Steps:**', ...lines, ''].join('\n');
const first = sampleVersion(1, [{ path: 'SKILL.md', content: text(...STEPS) }]);
const second = sampleVersion(
  2,
  [{ path: 'SKILL.md', content: text('0. Check the status of the gateway.', ...STEPS) }],
  { provenance: { runId: 'run_second', sessionId: null, taskIds: [], distillation: null } },
);

function using(runId: string, version: typeof first, script: string[]): UsingRun {
  const { calls } = runWithCalls(['file incident-response SKILL.md', ...script]);
  return {
    run: { runId, scenarioTitle: 'T', seed: 1, arm: 'learned', outcome: 'verified', experimentId: null },
    versionId: version.versionId,
    match: matchSteps({ name: version.name, files: version.files }, { calls }),
  };
}
const FULL = ['logs g', 'update g timeout_ms=9', 'restart g'];

it('counts per line the runs that followed and ignored it, and links them with their calls', () => {
  const body = tallyUse([first], first, [using('run_a', first, FULL), using('run_b', first, ['logs g'])], 7);
  expect(body.runs).toEqual({ lookedAt: 7, read: 2, followed: 1 });
  expect(body.steps.map(({ line, followed, ignored }) => [line, followed.count, ignored.count])).toEqual([
    [3, 1, 1],
    [4, 1, 1],
    [5, 1, 1],
  ]);
  expect(body.steps[1]?.followed.runs).toMatchObject([{ runId: 'run_a', version: 1, calls: [3] }]);
});

it('counts a run of another version for the lines that stand in both', () => {
  const { steps } = tallyUse([first, second], second, [using('run_a', first, FULL)], 1);
  expect(steps.map(({ line, followed }) => [line, followed.count])).toEqual([
    [3, 0],
    [4, 1],
    [5, 1],
    [6, 1],
  ]);
});

it('names for each line the version that introduced it and what that was learned from', () => {
  const { steps } = tallyUse([first, second], second, [], 0);
  expect(steps.map(({ origin }) => [origin.version, origin.runId])).toEqual([
    [2, 'run_second'],
    [1, 'run_sample'],
    [1, 'run_sample'],
    [1, 'run_sample'],
  ]);
});

it('leaves runs of versions that are not known out of the lines', () => {
  const stray = { ...using('run_a', first, FULL), versionId: 'skv_unknown' };
  expect(tallyUse([first], first, [stray], 1).steps.every(({ followed }) => followed.count === 0)).toBe(true);
});
