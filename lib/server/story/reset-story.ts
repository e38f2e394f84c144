import 'server-only';
import { LabError } from '#lib/protocol/lab-error.ts';
import { currentStory, newStory } from './current-story.ts';
import { getLab } from '../lab/get-lab.ts';
import { isBusy, remoteUsage } from '../acontext/remote-usage.ts';
import { startCleaning } from '../acontext/start-clean-up.ts';

/** An Acontext that answers has removed a story by then; what takes longer goes on in the background. */
const PATIENCE_MS = 4000;

/**
 * Begins a new story. Runs and skill versions stay in the lab; the learning space with its skills and sessions is
 * removed from Acontext, with `cleanUp` also whatever else nothing needs there. What is not gone yet is counted in the
 * answer and stays doomed, across crashes, until it is.
 */
export async function resetStory({ cleanUp = false } = {}): Promise<{ storyId: string; leftBehind: number }> {
  const lab = await getLab();
  const story = await currentStory(lab);
  const runs = await lab.store.runs.listByStory(story.storyId);
  if (runs.some((run) => isBusy(run))) {
    throw new LabError({
      code: 'already_running',
      message: 'A run of this story is still at work.',
      hint: 'Cancel it or wait until it has ended, then start over.',
    });
  }
  const used = await remoteUsage(lab);
  const wanted = new Set(
    used
      .filter(({ usage }) => usage === 'story' || (cleanUp && usage === 'unused'))
      .map(({ remote }) => remote.number),
  );
  const { storyId } = await lab.storyTurn(() => newStory(lab));
  const engineId = await startCleaning(lab, ({ number }) => wanted.has(number));
  if (engineId !== null) {
    const ended = lab.engine.result(engineId).catch(lab.onError);
    await Promise.race([ended, lab.sleep(PATIENCE_MS)]);
  }
  const left = (await lab.store.remotes.list()).filter(
    ({ number, state }) => wanted.has(number) && state !== 'gone',
  );
  return { storyId, leftBehind: left.length };
}
