import 'server-only';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { CleanUpScope } from '#lib/protocol/leftovers.ts';
import { newStory } from '../story/current-story.ts';
import { getLab } from '../lab/get-lab.ts';
import type { Lab } from '../lab/lab.ts';
import { countBusyRuns, remoteUsage, type Usage } from './remote-usage.ts';
import { startCleaning } from './start-clean-up.ts';

/**
 * Begins to remove what the lab left on the present server: what nothing needs, everything (then a new story begins),
 * or again what could not be removed. Returns how many things it is about, and the engine's id of the work.
 */
export async function cleanUpLeftovers(scope: CleanUpScope): Promise<{ doomed: number }> {
  const lab = await getLab();
  const { doomed } = await cleanUp(lab, scope);
  return { doomed };
}

export async function cleanUp(
  lab: Lab,
  scope: CleanUpScope,
): Promise<{ doomed: number; engineId: string | null }> {
  if (scope === 'all' && (await countBusyRuns(lab)) > 0) {
    throw new LabError({
      code: 'already_running',
      message: 'A run is still at work, or being learned from.',
      hint: 'Cancel it or wait until it has ended (an interrupted one goes on when the lab starts), or remove only what is not in use.',
    });
  }
  const wanted: Record<CleanUpScope, (usage: Usage, hasFailed: boolean) => boolean> = {
    unused: (usage, hasFailed) => usage === 'unused' || hasFailed,
    all: (usage) => usage !== 'work',
    failed: (_usage, hasFailed) => hasFailed,
  };
  const picked = new Set(
    (await remoteUsage(lab))
      .filter(({ usage, remote }) => wanted[scope](usage, remote.state === 'doomed'))
      .map(({ remote }) => remote.number),
  );
  if (scope === 'all') {
    // First the story: until its space is doomed nothing is lost, and from then on nobody may play with it.
    await lab.storyTurn(() => newStory(lab));
  }
  const engineId = await startCleaning(lab, ({ number }) => picked.has(number));
  return { doomed: picked.size, engineId };
}
