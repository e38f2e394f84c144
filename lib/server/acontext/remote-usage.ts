import { isAtWork } from '#lib/protocol/is-at-work.ts';
import { isPlayed } from '#lib/protocol/played-run.ts';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import type { Remote } from '#lib/store/index.ts';
import { storyHere } from '../story/current-story.ts';
import type { Lab } from '../lab/lab.ts';
import { isSamePlace } from './remote-place.ts';

/** Why something must stay: the current story builds on it, or a run is at work with it. */
export type Usage = 'story' | 'work' | 'unused';

/** Within this time the call that creates something has ended, one way or the other. */
const CREATION_MS = 2 * 60_000;

/** What everything that the lab left on the present server is used for; removed things are not in it. */
export async function remoteUsage(lab: Lab): Promise<{ remote: Remote; usage: Usage }[]> {
  const here = (await lab.store.remotes.list()).filter(
    ({ place, state }) => isSamePlace(place, lab.place) && state !== 'gone',
  );
  const story = await storyHere(lab);
  const runs = await runsOf(lab, here);
  // A run that learns needs its whole space, whichever of its things it is about to touch.
  const busySpaces = new Set<string>();
  for (const run of runs.values()) {
    const spaceId = run.plan.learnsInto ?? spaceRead(run);
    if (isBusy(run) && spaceId) busySpaces.add(spaceId);
  }
  const usageOf = ({ kind, id, state, runId, spaceId, createdAt }: Remote): Usage => {
    const space = kind === 'space' ? id : spaceId;
    const run = runId === null ? undefined : runs.get(runId);
    if (state === 'intended' && isBeingCreated(lab, createdAt)) return 'work';
    if ((run && isBusy(run)) || (space !== null && busySpaces.has(space))) return 'work';
    const isOfStory =
      (space !== null && space === story?.spaceId) || (story !== null && run?.plan.storyId === story.storyId);
    return isOfStory ? 'story' : 'unused';
  };
  return here.map((remote) => ({ remote, usage: usageOf(remote) }));
}

/** An intention of a process that is no more stays one; on Postgres it may be another instance's. */
function isBeingCreated({ clock, openedAt, store }: Lab, createdAt: string): boolean {
  const at = Date.parse(createdAt);
  return clock.now() - at < CREATION_MS && (store.kind === 'postgres' || at >= openedAt);
}

/** A run that was completed is about to be learned from until its log says how that ended. */
export function isBusy({ plan, status, learning }: RunSummary): boolean {
  const hasSession = !isPlayed(plan) || plan.learnsInto !== null;
  const isToLearn = hasSession && status.state === 'completed' && learning.state === 'none';
  return isAtWork(status) || isToLearn || learning.state === 'running';
}

const spaceRead = ({ plan }: RunSummary): string | null =>
  plan.skillSource.kind === 'space' ? plan.skillSource.spaceId : null;

async function runsOf(lab: Lab, remotes: readonly Remote[]): Promise<Map<string, RunSummary>> {
  // Runs at work are asked for, too: one that has no session yet may be about to read a space.
  const ids = new Set([...remotes.flatMap(({ runId }) => runId ?? []), ...(await lab.store.runs.active())]);
  const runs = await Promise.all([...ids].map((id) => lab.store.runs.get(id)));
  return new Map(runs.flatMap((run) => (run ? [[run.runId, run]] : [])));
}

/** Runs that may be about to use or create something in Acontext. */
export async function countBusyRuns(lab: Lab): Promise<number> {
  const runs = await runsOf(lab, await lab.store.remotes.list());
  return [...runs.values()].filter((run) => isBusy(run)).length;
}
