import 'server-only';
import { isPlayed } from '#lib/protocol/played-run.ts';
import { createRun } from './create-run.ts';
import { currentStory, storySpace } from '../story/current-story.ts';
import { getLab } from '../lab/get-lab.ts';
import { found } from '../http/handle-route.ts';

/**
 * Runs the same plan again, with the model and the Acontext that are connected now. A plan of an earlier story plays
 * in the current one, whose learning space still exists. The scenario is the version that the plan names.
 */
export async function rerunRun(runId: string): Promise<{ runId: string }> {
  const lab = await getLab();
  const run = found(await lab.store.runs.get(runId), `run ${runId}`);
  // What is run again belongs to no experiment: its plan is frozen.
  const { experiment: _experiment, ...plan } = run.plan;
  const needsSpace = plan.learnsInto !== null || plan.skillSource.kind === 'space' || plan.storyId !== null;
  const story = needsSpace ? await currentStory(lab) : null;
  const spaceId = story ? await storySpace(lab, story) : null;
  const again = await createRun(lab, {
    ...plan,
    storyId: plan.storyId === null ? null : (story?.storyId ?? null),
    learnsInto: plan.learnsInto === null ? null : spaceId,
    skillSource: plan.skillSource.kind === 'space' && spaceId ? { kind: 'space', spaceId } : plan.skillSource,
    model: isPlayed(plan) ? plan.model : lab.model.info,
    acontext: lab.acontextInfo,
  });
  return { runId: again };
}
