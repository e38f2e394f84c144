import type { RunPlan } from '#lib/protocol/run-plan.ts';
import { uuidFrom } from '#lib/utils/uuid-from.ts';
import type { Lab } from './lab.ts';

/** The Acontext session of a run, attached to the space that it teaches. Its id depends on the run's alone. */
export async function openSession(lab: Lab, runId: string, plan: RunPlan): Promise<{ sessionId: string }> {
  const sessionId = uuidFrom(`session of ${runId}`);
  const { place } = lab;
  await lab.store.remotes.track({ place, kind: 'session', id: sessionId, spaceId: plan.learnsInto, runId });
  await lab.acontext.sessions.create({ sessionId });
  if (plan.learnsInto) await lab.acontext.learningSpaces.learn(plan.learnsInto, sessionId);
  return { sessionId };
}
