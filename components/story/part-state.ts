import type { RunSummary } from '#lib/protocol/run-record.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import type { StoryPart } from '#lib/protocol/story.ts';
import { summariseRun } from '#lib/protocol/summarise-run.ts';

/** Queued or at work. What it teaches afterwards is learning's business. */
export function isLive({ status }: Pick<RunSummary, 'status'>): boolean {
  return status.state === 'queued' || status.state === 'running';
}

/** The newer of two accounts of the same run: the list's row, or the fold of its stream. */
export function newestSummary(summary: RunSummary | null, view: RunView | null): RunSummary | null {
  if (!view?.plan || !summary || view.runId !== summary.runId) return summary;
  return view.lastSeq >= summary.lastSeq ? summariseRun(view) : summary;
}

type Runs = Record<StoryPart, RunSummary | null>;

/** The step that the story waits for; null while something is live or when all is done. */
export function nextPart({ act1, act2, control }: Runs, learned: boolean): StoryPart | null {
  if ([act1, act2, control].some((run) => run && isLive(run))) return null;
  if (!learned) return act1 && isLearning(act1) ? null : 'act1';
  if (!act2) return 'act2';
  return control ? null : 'control';
}

/** Learning is under way, about to begin, or waits to be retried: its own panel says what is next. */
function isLearning({ status, learning }: RunSummary): boolean {
  return (
    learning.state === 'running' ||
    learning.state === 'failed' ||
    (status.state === 'completed' && learning.state === 'none')
  );
}
