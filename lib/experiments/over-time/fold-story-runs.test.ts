import { expect, it } from 'vitest';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import { summariseRun } from '#lib/protocol/summarise-run.ts';
import { sampleRunEvents } from '#lib/testing/sample-run.ts';
import { foldStoryRuns } from './fold-story-runs.ts';

const sample = summariseRun(foldRunEvents('run_1', sampleRunEvents('run_1')));
const run = (createdAt: string, change: Partial<RunSummary['plan']>): RunSummary => ({
  ...sample,
  createdAt,
  endedAt: createdAt,
  learning: { ...sample.learning, state: 'completed', skillsChanged: 1 },
  plan: { ...sample.plan, learnsInto: 'space', ...change },
});

it('calls a story by when it began, not by a piece of its id', () => {
  const curve = foldStoryRuns(
    {
      storyId: 'story_01m832qf2x1k',
      spaceId: 'space',
      runs: [
        run('2026-11-23T01:50:12.000Z', { skillSource: { kind: 'space', spaceId: 'space' } }),
        run('2026-11-23T01:40:59.000Z', { skillSource: { kind: 'none' } }),
      ],
    },
    0.95,
  );
  expect(curve?.name).toBe('Story of 2026-11-23 01:40 UTC');
  expect(curve?.points.map(({ lessons }) => lessons)).toEqual([0, 2]);
});
