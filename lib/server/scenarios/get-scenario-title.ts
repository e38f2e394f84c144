import 'server-only';
import { getLab } from '../lab/get-lab.ts';
import { findScenario } from './find-scenario.ts';

/** What a reader calls the scenario; its id where there is none, or where the lab cannot say. */
export async function getScenarioTitle(scenarioId: string): Promise<string> {
  const found = await getLab()
    .then((lab) => findScenario(lab.store, scenarioId))
    .catch(() => null);
  return found?.scenario.title ?? scenarioId;
}
