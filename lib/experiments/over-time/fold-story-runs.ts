import type { LearningCurve, LearningPoint } from '#lib/protocol/over-time.ts';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import { meanInterval } from '#lib/stats/mean-interval.ts';
import { wilsonInterval } from '#lib/stats/wilson-interval.ts';

/** A story as far as its runs belong to one learning space. */
export interface StoryRuns {
  storyId: string;
  spaceId: string;
  runs: readonly RunSummary[];
}

/** Runs outside of experiments in the order of learning: what the agent could know when each of them began. Nothing is controlled. */
export function foldStoryRuns({ storyId, spaceId, runs }: StoryRuns, level: number): LearningCurve | null {
  const ended = runs.filter(({ status }) => status.state === 'completed');
  const lessons = ended.flatMap(({ plan, learning, endedAt }) =>
    plan.learnsInto === spaceId &&
    learning.state === 'completed' &&
    learning.skillsChanged > 0 &&
    endedAt !== null
      ? [endedAt]
      : [],
  );
  const known = ended.flatMap((run) => {
    const { kind } = run.plan.skillSource;
    if (kind === 'versions') return [];
    return [{ run, lessons: kind === 'none' ? 0 : lessons.filter((at) => at <= run.createdAt).length }];
  });
  const steps = [...Map.groupBy(known, (each) => each.lessons)].toSorted(([a], [b]) => a - b);
  if (steps.length < 2) return null;
  const [begun] = runs.map(({ createdAt }) => createdAt).toSorted();
  const incidents = new Set(known.map(({ run }) => run.plan.scenarioId)).size;
  return {
    key: `story ${storyId}`,
    name: begun === undefined ? 'Story' : `Story of ${minuteOf(begun)}`,
    skillId: null,
    source: 'runs',
    points: steps.map(([count, members]) =>
      pointOf(
        count,
        members.map(({ run }) => run),
        level,
      ),
    ),
    restsOn: `${known.length} runs of one story in the order of learning, ${incidents} different ${incidents === 1 ? 'incident' : 'incidents'}. Nothing is controlled: an easier incident looks the same as a better skill. Intervals are over runs.`,
  };
}

/** "2026-11-23 01:40 UTC" */
const minuteOf = (at: string): string => `${at.slice(0, 16).replace('T', ' ')} UTC`;

function pointOf(lessons: number, runs: readonly RunSummary[], level: number): LearningPoint {
  const calls = meanInterval(
    runs.map((run) => run.calls.total),
    level,
  );
  const verified = runs.filter(
    ({ status }) => status.state === 'completed' && status.outcome === 'verified',
  ).length;
  return {
    lessons,
    runs: runs.length,
    scenarios: new Set(runs.map(({ plan }) => plan.scenarioId)).size,
    calls: { mean: calls.mean ?? 0, interval: calls.interval },
    success: { rate: verified / runs.length, interval: wilsonInterval(verified, runs.length, level) },
    change: null,
    versions: [],
  };
}
