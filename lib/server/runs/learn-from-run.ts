import 'server-only';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import { isAtWork } from '#lib/protocol/is-at-work.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import { currentStory, storySpace } from '../story/current-story.ts';
import { startLearning } from './execute-learning.ts';
import { getLab } from '../lab/get-lab.ts';

/** Learns from an ended run into the current story's space: a retry, or the first time for a run that did not teach. */
export async function learnFromRun(runId: string): Promise<{ runId: string; attempt: number }> {
  const lab = await getLab();
  const view = foldRunEvents(runId, await lab.store.events.list(runId));
  if (!view.plan) throw new LabError({ code: 'not_found', message: `There is no run ${runId}.` });
  if (isAtWork(view.status)) {
    throw new LabError({
      code: 'conflict',
      message: 'This run is still at work.',
      hint: 'Learning begins when it has ended.',
    });
  }
  if (view.learning.status.state === 'running') {
    throw new LabError({ code: 'already_running', message: 'This run is being learned from already.' });
  }
  if (view.turns.length === 0) {
    throw new LabError({
      code: 'conflict',
      message: 'This run ended before its first turn, so there is nothing to learn from.',
      hint: 'Rerun it.',
    });
  }
  // Attempt 1 belongs to the run's own session; everything later replays the conversation into a new one.
  const attempt = Math.max(view.learning.attempt, 1) + 1;
  await startLearning(lab, { runId, attempt, spaceId: await storySpace(lab, await currentStory(lab)) });
  return { runId, attempt };
}
