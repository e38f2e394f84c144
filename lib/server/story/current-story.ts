import { LabError } from '#lib/protocol/lab-error.ts';
import { uuidFrom } from '#lib/utils/uuid-from.ts';
import type { Story } from '#lib/store/index.ts';
import type { Lab } from '../lab/lab.ts';
import { isSamePlace, placeLabel } from '../acontext/remote-place.ts';
import { snapshotSkills } from '../runs/snapshot-skills.ts';
import { startCleaning } from '../acontext/start-clean-up.ts';

/**
 * The story that is being told, begun on first use. Each Acontext server has its own: what was learned on one cannot be
 * recalled on another, and whoever goes back to a server finds its story again.
 */
export function currentStory(lab: Lab): Promise<Story> {
  return lab.storyTurn(async () => (await storyHere(lab)) ?? newStory(lab));
}

/** Only inside lab.storyTurn. */
export function newStory(lab: Lab): Promise<Story> {
  return lab.store.stories.create(lab.newId('story'), lab.place.server);
}

/** The newest story of this server. */
export async function storyHere(lab: Lab): Promise<Story | null> {
  for (const story of await lab.store.stories.list()) {
    if (story.server === lab.place.server) return story;
    if (story.server !== null) continue;
    // From before servers were noted: its space tells.
    if (story.spaceId === null) return story;
    const spaces = await lab.store.remotes.find('space', story.spaceId);
    const isHere = ({ server }: { server: string }) => server === lab.place.server || server === '';
    if (spaces.length === 0 || spaces.some(({ place }) => isHere(place))) return story;
  }
  return null;
}

/** The story's learning space, created in Acontext on first use. Two callers at once get the same one. */
export function storySpace(lab: Lab, { storyId }: Story): Promise<string> {
  return lab.storyTurn(async () => {
    const story = (await storyHere(lab)) ?? { storyId, spaceId: null };
    if (story.spaceId !== null) {
      await requireVisible(lab, story.spaceId);
      return story.spaceId;
    }
    const spaceId = await createSpace(lab, story.storyId);
    // The default skills become version 1 of themselves, so that later changes to them show as changes.
    await snapshotSkills(lab, spaceId, { runId: null, sessionId: null, taskIds: [], distillation: null });
    const winner = await lab.store.stories.setSpace(story.storyId, spaceId);
    // Another instance was faster: its space is the story's, and ours goes again.
    if (winner !== spaceId) await startCleaning(lab, (remote) => remote.spaceId === spaceId);
    return winner;
  });
}

/** Creates the story's space once: after a crash in the middle, what the crash left is found by its marker. */
async function createSpace(lab: Lab, storyId: string): Promise<string> {
  const { place } = lab;
  const marker = uuidFrom(`space of ${storyId} at ${place.server} ${place.keyMark}`);
  const known = (await lab.store.remotes.list()).filter(
    (remote) => remote.marker === marker && isSamePlace(remote.place, place),
  );
  const kept = known.find(({ state }) => state === 'kept');
  if (kept) return kept.id;
  await lab.store.remotes.track({ place, kind: 'space', id: marker, marker, state: 'intended' });
  const { spaceId } = await lab.acontext.learningSpaces.create({ marker, checkFirst: known.length > 0 });
  await lab.store.remotes.settle(place, marker, spaceId);
  return spaceId;
}

/** A space that another key created: either this key is of the same project, or the story cannot go on with it. */
async function requireVisible(lab: Lab, spaceId: string): Promise<void> {
  const [space] = await lab.store.remotes.find('space', spaceId);
  if (!space || isSamePlace(space.place, lab.place)) return;
  try {
    await lab.acontext.learningSpaces.get(spaceId);
  } catch (error) {
    if (!(error instanceof LabError) || error.code !== 'not_found') throw error;
    throw new LabError({
      code: 'conflict',
      message: `The key that the lab uses now cannot see this story's learning space, which another key of ${placeLabel(space.place)} created.`,
      hint: 'Set the former key again, or start over to begin a new story with this one. Runs and skill snapshots stay in the lab.',
    });
  }
  await lab.store.remotes.move(space.place, lab.place);
}
