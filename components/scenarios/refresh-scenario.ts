import { API } from '#lib/client/api-paths.ts';
import { refresh } from '#lib/client/refresh.ts';

/** Asks again for what the pages show of a scenario. */
export async function refreshScenario(scenarioId: string): Promise<void> {
  await Promise.all([refresh(API.scenarioPart(scenarioId, 'validity')), refresh(API.scenarios)]);
}
