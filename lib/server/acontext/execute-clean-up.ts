import { type ErrorCode, type ErrorInfo, LabError } from '#lib/protocol/lab-error.ts';
import type { Remote } from '#lib/store/index.ts';
import { isBornInSpace } from '../skills/is-born-in-space.ts';
import type { Lab } from '../lab/lab.ts';
import { isSamePlace } from './remote-place.ts';
import { toErrorInfo } from '../http/to-error-info.ts';

export const CLEAN_UP_WORKFLOW = 'clean-up';

/** What is wrong with all of Acontext: nothing else needs to be tried. */
const OF_THE_SERVER: ReadonlySet<ErrorCode> = new Set(['acontext_unauthorized', 'acontext_unreachable']);

/**
 * The workflow `clean-up`: removes everything doomed from the present server. What is doomed and what is gone lies in
 * the store, so it may be killed and begun again at any point; what is gone already counts as removed.
 */
export function executeCleanUp(lab: Lab): Promise<void> {
  return lab.cleanUpTurn(async () => {
    const cleaner = new Cleaner(lab);
    try {
      await cleaner.findMarked();
      for (const session of await cleaner.open('session')) await cleaner.remove(session);
      for (const space of await cleaner.open('space')) await cleaner.removeSpace(space);
      // Of spaces that somebody else has removed.
      for (const skill of await cleaner.open('skill')) await cleaner.remove(skill);
    } catch (error) {
      // Nobody waits for this workflow, so what stops it has to stand where its things are listed.
      await cleaner.giveUp(toErrorInfo(error));
    }
  });
}

class Cleaner {
  readonly #lab: Lab;

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  /** What is still to be removed. */
  async open(kind?: Remote['kind']): Promise<Remote[]> {
    return (await this.#lab.store.remotes.list()).filter(
      (remote) =>
        remote.state === 'doomed' &&
        remote.problem === null &&
        isSamePlace(remote.place, this.#lab.place) &&
        (kind === undefined || remote.kind === kind),
    );
  }

  /** Spaces that were created in a try whose answer never came, or before a crash could note their id. */
  async findMarked(): Promise<void> {
    const { place, store, acontext } = this.#lab;
    const wanted = (await this.open('space')).flatMap((space) =>
      space.marker ? [{ ...space, marker: space.marker }] : [],
    );
    if (wanted.length === 0) return;
    const found = await acontext.learningSpaces.findMarked(new Set(wanted.map(({ marker }) => marker)));
    for (const { spaceId, marker } of found) {
      await store.remotes.track({ place, kind: 'space', id: spaceId, marker, spaceId, state: 'doomed' });
    }
    // The intention itself has no id to remove.
    await this.#gone(wanted.filter(({ id, marker }) => id === marker));
  }

  async remove(remote: Remote): Promise<boolean> {
    const { sessions, skills, learningSpaces } = this.#lab.acontext;
    const remove = {
      session: (id: string) => sessions.delete(id),
      skill: (id: string) => skills.delete(id),
      space: (id: string) => learningSpaces.delete(id),
    };
    try {
      await unlessGone(remove[remote.kind](remote.id));
    } catch (error) {
      if (error instanceof LabError && OF_THE_SERVER.has(error.code)) throw error;
      await this.#failed([remote], toErrorInfo(error));
      return false;
    }
    await this.#gone([remote]);
    return true;
  }

  /** First its skills, also those that the learner wrote unnoticed; the space last, since it leads to them. */
  async removeSpace(space: Remote): Promise<void> {
    try {
      await this.#trackSkills(space);
    } catch (error) {
      if (error instanceof LabError && OF_THE_SERVER.has(error.code)) throw error;
      await this.#failed([space], toErrorInfo(error));
      return;
    }
    const skills = (await this.open('skill')).filter(({ spaceId }) => spaceId === space.id);
    let left = 0;
    for (const skill of skills) if (!(await this.remove(skill))) left += 1;
    if (left === 0) await this.remove(space);
    else await this.#failed([space], skillsLeft(left));
  }

  async giveUp(problem: ErrorInfo): Promise<void> {
    await this.#failed(await this.open(), problem);
  }

  async #trackSkills({ id: spaceId }: Remote): Promise<void> {
    const { place, store, acontext } = this.#lab;
    const space = await unlessGone(acontext.learningSpaces.get(spaceId));
    const skills = (space && (await unlessGone(acontext.learningSpaces.listSkills(spaceId)))) ?? [];
    const foreign = new Set<string>();
    for (const skill of skills) {
      if (space && !isBornInSpace(space, skill)) foreign.add(skill.skillId);
      else await store.remotes.track({ place, kind: 'skill', id: skill.skillId, spaceId });
    }
    const tracked = (await store.remotes.list()).filter(
      (remote) => remote.kind === 'skill' && remote.spaceId === spaceId && isSamePlace(remote.place, place),
    );
    await store.remotes.forget(tracked.filter(({ id }) => foreign.has(id)).map(({ number }) => number));
    const own = tracked.filter(({ id, state }) => state === 'kept' && !foreign.has(id));
    await store.remotes.update(
      own.map(({ number }) => number),
      { state: 'doomed' },
    );
  }

  async #gone(remotes: readonly Remote[]): Promise<void> {
    const { store } = this.#lab;
    const skills = remotes.filter(({ kind }) => kind === 'skill').map(({ id }) => id);
    if (skills.length > 0) await store.skillVersions.markGone(skills);
    await store.remotes.update(
      remotes.map(({ number }) => number),
      { state: 'gone' },
    );
  }

  async #failed(remotes: readonly Remote[], problem: ErrorInfo): Promise<void> {
    await this.#lab.store.remotes.update(
      remotes.map(({ number }) => number),
      { state: 'doomed', problem },
    );
  }
}

/** null for what Acontext does not have: somebody else, or an earlier try, has removed it. */
async function unlessGone<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof LabError && error.code === 'not_found') return null;
    throw error;
  }
}

function skillsLeft(count: number): ErrorInfo {
  return {
    code: 'acontext_failed',
    message: `The space stays as long as ${count} of its skills could not be removed.`,
  };
}
