import type { Story } from '#lib/store/index.ts';
import type { Lab } from './lab.ts';
import { removeSpace } from './remove-space.ts';
import { snapshotSkills } from './snapshot-skills.ts';

/** The story that is being told, begun on first use. */
export function currentStory(lab: Lab): Promise<Story> {
  return lab.storyTurn(
    async () => (await lab.store.stories.current()) ?? lab.store.stories.create(lab.newId('story')),
  );
}

/** The story's learning space, created in Acontext on first use. Two callers at once get the same one. */
export function storySpace(lab: Lab, { storyId }: Story): Promise<string> {
  return lab.storyTurn(async () => {
    const story = await lab.store.stories.current();
    if (story?.spaceId) return story.spaceId;
    const { spaceId } = await lab.acontext.learningSpaces.create();
    await lab.store.remotes.track('space', spaceId, spaceId);
    // The default skills become version 1 of themselves, so that later changes to them show as changes.
    await snapshotSkills(lab, spaceId, { runId: null, sessionId: null, taskIds: [], distillation: null });
    const winner = await lab.store.stories.setSpace(story?.storyId ?? storyId, spaceId);
    // Another instance was faster: its space is the story's, and ours goes again.
    if (winner !== spaceId) await removeSpace(lab, spaceId);
    return winner;
  });
}
