import { findScenario } from './find-scenario.ts';
import type { Lab } from '../lab/lab.ts';
import { keyOf, relatedTo, validityTask } from './validity-task.ts';

/**
 * Starts again the checks that were asked for before the lab stopped. One of a version that is no longer the newest is done on the
 * newest; one of a deleted scenario is forgotten.
 */
export async function resumeValidity(lab: Lab): Promise<void> {
  const { scenarios } = lab.store;
  for (const wanted of await scenarios.wantedValidity()) {
    const found = await findScenario(lab.store, wanted.scenarioId).catch(lab.onError);
    const related = found ? await relatedTo(lab.store, found.scenario) : [];
    const key = found ? keyOf(found, related) : null;
    if (key !== wanted.key) await scenarios.unwantValidity(wanted.key);
    if (!found || key === null) continue;
    await scenarios.wantValidity(key, wanted.scenarioId);
    void lab.validity.start(key, validityTask(found, related));
  }
}
