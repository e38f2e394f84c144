import type { Lab } from './lab.ts';

/** Removes a learning space with its skills and sessions from Acontext. Returns how many things could not be removed. */
export async function removeSpace(lab: Lab, spaceId: string): Promise<number> {
  const tracked = (await lab.store.remotes.list()).filter((remote) => remote.spaceId === spaceId);
  const remove = {
    session: (id: string) => lab.acontext.sessions.delete(id),
    skill: (id: string) => lab.acontext.skills.delete(id),
    space: (id: string) => lab.acontext.learningSpaces.delete(id),
  };
  // The space goes last: as long as it is tracked, a later attempt finds what is left.
  const order = ['session', 'skill', 'space'];
  let leftBehind = 0;
  for (const { kind, id } of tracked.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))) {
    try {
      await remove[kind](id);
      await lab.store.remotes.forget(id);
    } catch {
      leftBehind += 1;
    }
  }
  await lab.store.skillVersions.markGone(tracked.filter(({ kind }) => kind === 'skill').map(({ id }) => id));
  return leftBehind;
}
