import type { Remote } from '#lib/store/index.ts';
import { CLEAN_UP_WORKFLOW } from './execute-clean-up.ts';
import type { Lab } from '../lab/lab.ts';
import { isSamePlace } from './remote-place.ts';

/**
 * Dooms what `wants` picks of the things on the present server, and has it removed in the background. Doomed things
 * stay so across crashes. Returns the engine's id of the work, or null when there is nothing to remove.
 */
export async function startCleaning(lab: Lab, wants: (remote: Remote) => boolean): Promise<string | null> {
  const all = await lab.store.remotes.list();
  const here = all.filter(({ place }) => isSamePlace(place, lab.place));
  const isUnderWay = here.some(({ state, problem }) => state === 'doomed' && problem === null);
  // What an earlier clean-up removed is told until the next one begins.
  if (!isUnderWay) {
    await lab.store.remotes.forget(here.filter(({ state }) => state === 'gone').map(({ number }) => number));
  }
  const doomed = here.filter((remote) => remote.state !== 'gone' && wants(remote));
  if (doomed.length === 0) return null;
  await lab.store.remotes.update(
    doomed.map(({ number }) => number),
    { state: 'doomed' },
  );
  return enqueue(lab);
}

/** A crash between dooming and the engine leaves doomed things that nobody removes. */
export async function resumeCleanUp(lab: Lab): Promise<void> {
  const open = (await lab.store.remotes.list()).some(
    ({ place, state, problem }) => state === 'doomed' && problem === null && isSamePlace(place, lab.place),
  );
  if (open) await enqueue(lab);
}

function enqueue(lab: Lab): Promise<string> {
  return lab.engine.start(CLEAN_UP_WORKFLOW, {}, { key: lab.newId('clean-up') });
}
