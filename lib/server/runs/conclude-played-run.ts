import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import { outcomeOf } from '#lib/protocol/evaluation.ts';
import type { AppendEvent } from '#lib/protocol/ports.ts';
import type { Lab } from '../lab/lab.ts';
import { rebuildPlayedWorld } from './rebuild-played-world.ts';
import { storePlayedMessages } from './store-played-messages.ts';

/** Judges a played run that its person has ended, by the same oracle as an agent's. */
export async function concludePlayedRun(lab: Lab, runId: string, append: AppendEvent): Promise<void> {
  await storePlayedMessages(lab, runId, append);
  const view = foldRunEvents(runId, await lab.store.events.list(runId));
  if (!view.stopped) throw new Error(`Run ${runId} is still being played`);
  const world = await rebuildPlayedWorld(lab, view);
  const evaluation = world.evaluate(view.stopped.finalMessage);
  const aftermath = world.aftermath();
  await append('evaluation', { type: 'evaluation.completed', data: { evaluation, aftermath } });
  await append('run.ended', { type: 'run.completed', data: { outcome: outcomeOf(evaluation) } });
}
