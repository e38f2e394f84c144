import 'server-only';
import { createEnvironment } from '#lib/environment/index.ts';
import { STORY_SCENARIOS } from '#lib/protocol/story-scenarios.ts';
import type { WorldSnapshot } from '#lib/protocol/world-snapshot.ts';
import { requireScenario } from '../scenarios/find-scenario.ts';
import { getLab } from '../lab/get-lab.ts';

/** The system of Act 1 as its report comes in: what there is to see before anything has run. */
export async function getStorySystem(): Promise<WorldSnapshot> {
  const { scenario } = await requireScenario((await getLab()).store, STORY_SCENARIOS.act1);
  return createEnvironment(scenario, 1).snapshot();
}
