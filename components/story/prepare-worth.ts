import { plural } from '#components/ui/format.ts';
import { OUTCOME } from '#components/ui/outcome.ts';
import type { CallsBar } from '#components/charts/prepare-calls-chart.ts';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import type { StoryPart } from '#lib/protocol/story.ts';
import { isLive } from './part-state.ts';
import { PART_NAME, STORY_PARTS } from './story-parts.ts';

export type StoryRuns = Record<StoryPart, RunSummary | null>;

/** The chart of the story: one bar per part, missing ones named. */
export function storyBars(runs: StoryRuns): CallsBar[] {
  return STORY_PARTS.map((part) => {
    const run = runs[part];
    if (!run) return { id: part, label: PART_NAME[part], counts: null, note: 'not run yet' };
    return {
      id: run.runId,
      label: PART_NAME[part],
      href: `/runs/${run.runId}`,
      counts: run.calls,
      note: noteOf(run),
    };
  });
}

/** What keeps a bar from speaking for itself; undefined for a verified run. */
function noteOf(run: RunSummary): string | undefined {
  if (isLive(run)) return 'still running';
  if (run.status.state !== 'completed') return run.status.state;
  return isVerified(run) ? undefined : OUTCOME[run.status.outcome].word;
}

function isVerified({ status }: RunSummary): boolean {
  return status.state === 'completed' && status.outcome === 'verified';
}

/** What may be said of these runs, and what may not. One sentence or two, true for exactly these figures. */
export function storyVerdict({ act1, act2, control }: StoryRuns): string {
  if (!act2 || isLive(act2)) {
    return act1?.status.state === 'completed'
      ? `Act 1 took ${plural(act1.calls.total, 'call')}. Whether its skill was worth anything shows in Act 2 and its control.`
      : 'Once the acts have run, their calls stand here side by side.';
  }
  if (!isVerified(act2)) {
    return 'Act 2 did not end with a verified fix, so its number of calls says nothing in favour of the skill.';
  }
  if (!control || isLive(control)) {
    const against = act1 && !isLive(act1) ? ` against ${act1.calls.total} in Act 1` : '';
    return `${plural(act2.calls.total, 'call')} in Act 2${against}: two different incidents, so the difference may be the skill or the incident. Run Act 2 without the skill to tell them apart.`;
  }
  if (!isVerified(control)) {
    return `With the skill the incident was fixed in ${plural(act2.calls.total, 'call')}; without it the fix was not verified. One run each shows what happened here, not how often it would.`;
  }
  return `${difference(act2, control)} One run each shows what happened here, not how often it would.`;
}

function difference(act2: RunSummary, control: RunSummary): string {
  const same = act2.plan.seed === control.plan.seed && act2.plan.scenarioId === control.plan.scenarioId;
  const frame = same ? 'On the same incident and seed' : 'On incidents that differ';
  const [mine, theirs] = [act2.calls, control.calls];
  const counts = `${plural(mine.total, 'call')} with the skill (${mine.devops} DevOps, ${mine.skill} to read it), ${theirs.total} without`;
  const gap = theirs.total - mine.total;
  if (gap === 0) return `${frame}: ${counts}. All in all the skill saved nothing.`;
  if (gap < 0) return `${frame}: ${counts}, so ${-gap} more. The skill cost more than it saved.`;
  return `${frame}: ${counts}, so ${gap} fewer in all and ${theirs.devops - mine.devops} fewer DevOps calls.`;
}
