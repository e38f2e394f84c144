import 'server-only';
import { isAtWork } from '#lib/protocol/is-at-work.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import { currentStory } from './current-story.ts';
import { getLab } from './get-lab.ts';
import { removeSpace } from './remove-space.ts';

/**
 * Begins a new story. Runs and skill versions stay in the lab; the learning space with its skills and sessions is
 * removed from Acontext. What could not be removed (Acontext is away) stays tracked, and is named in the answer.
 */
export async function resetStory(): Promise<{ storyId: string; leftBehind: number }> {
  const lab = await getLab();
  const story = await currentStory(lab);
  const runs = await lab.store.runs.listByStory(story.storyId);
  const busy = runs.find(({ status, learning }) => isAtWork(status) || learning.state === 'running');
  if (busy) {
    throw new LabError({
      code: 'already_running',
      message: 'A run of this story is still at work.',
      hint: 'Cancel it or wait until it has ended, then start over.',
    });
  }
  const leftBehind = story.spaceId ? await removeSpace(lab, story.spaceId) : 0;
  const { storyId } = await lab.store.stories.create(lab.newId('story'));
  return { storyId, leftBehind };
}
