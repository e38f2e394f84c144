import 'server-only';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { Remote } from '#lib/store/index.ts';
import { getLab } from '../lab/get-lab.ts';
import { found } from '../http/handle-route.ts';
import type { Lab } from '../lab/lab.ts';
import { placeId, placeLabel } from './remote-place.ts';

/** So many things of each kind are asked for before the key counts as one of another project. */
const PROBES = 5;

/**
 * Claims what another key of this server created, if the present key sees any of it: then both are keys of one
 * project. Throws `conflict` otherwise.
 */
export async function claimLeftovers(id: string): Promise<{ claimed: number }> {
  const lab = await getLab();
  const remotes = await leftoversAt(lab, id);
  const [first] = remotes;
  if (!first) return { claimed: 0 };
  for (const kind of ['space', 'skill', 'session'] as const) {
    for (const remote of remotes.filter((one) => one.kind === kind).slice(-PROBES)) {
      if (!(await isVisible(lab, remote))) continue;
      await lab.store.remotes.move(first.place, lab.place);
      return { claimed: remotes.length };
    }
  }
  throw new LabError({
    code: 'conflict',
    message: `The present key sees none of them at ${placeLabel(lab.place)}: they are of another project, or gone already.`,
    hint: 'Start the lab with the key that created them to remove them, or forget them here.',
  });
}

/** Forgets what is elsewhere; it stays where it is. For servers that no longer exist. */
export async function forgetLeftovers(id: string): Promise<{ forgotten: number }> {
  const lab = await getLab();
  const remotes = await leftoversAt(lab, id);
  await lab.store.remotes.forget(remotes.map(({ number }) => number));
  return { forgotten: remotes.length };
}

async function leftoversAt(lab: Lab, id: string): Promise<Remote[]> {
  const remotes = (await lab.store.remotes.list()).filter(({ place }) => placeId(place) === id);
  if (id === placeId(lab.place)) {
    throw new LabError({
      code: 'conflict',
      message: 'These are on the server that the lab is connected to.',
      hint: 'Clean them up instead.',
    });
  }
  found(remotes[0], 'such place with leftovers');
  return remotes;
}

async function isVisible(lab: Lab, { kind, id }: Remote): Promise<boolean> {
  const { learningSpaces, skills, sessions } = lab.acontext;
  const look = {
    space: () => learningSpaces.get(id),
    skill: () => skills.get(id),
    session: () => sessions.messagesObservingStatus(id),
  };
  try {
    await look[kind]();
    return true;
  } catch (error) {
    // 403 is how a session of another project is refused; a key that is refused altogether fails the ping.
    if (!(error instanceof LabError)) throw error;
    if (error.code === 'acontext_unauthorized') await lab.acontext.ping();
    else if (error.code !== 'not_found') throw error;
    return false;
  }
}
