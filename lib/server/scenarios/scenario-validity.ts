import 'server-only';
import type { ScenarioValidity } from '#lib/protocol/scenario.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import { requireScenario, type FoundScenario } from './find-scenario.ts';
import { getLab } from '../lab/get-lab.ts';
import type { Lab } from '../lab/lab.ts';
import { keyOf, relatedTo, validityTask } from './validity-task.ts';

/** What is known of a scenario's validity now. */
export async function getValidity(scenarioId: string): Promise<ScenarioValidity> {
  const lab = await getLab();
  const found = await requireScenario(lab.store, scenarioId);
  return validityOf(lab, found, await relatedTo(lab.store, found.scenario));
}

/**
 * Starts the suite in the background, also where a report is there already, and says how far it is. What was asked for
 * is noted first, so that a lab that stops or is killed meanwhile does it at its next start.
 */
export async function checkValidity(scenarioId: string): Promise<ScenarioValidity> {
  const lab = await getLab();
  const found = await requireScenario(lab.store, scenarioId);
  const related = await relatedTo(lab.store, found.scenario);
  const key = keyOf(found, related);
  await lab.store.scenarios.wantValidity(key, scenarioId);
  void lab.validity.start(key, validityTask(found, related));
  return validityOf(lab, found, related);
}

/**
 * For whoever plans an experiment: throws `conflict` with the reason unless this very version passed every check.
 * A version that nobody has checked yet is checked now.
 */
export async function requireValid(lab: Lab, found: FoundScenario): Promise<void> {
  const related = await relatedTo(lab.store, found.scenario);
  const before = await validityOf(lab, found, related);
  if (before.state !== 'checked') {
    await lab.validity.start(keyOf(found, related), validityTask(found, related));
  }
  const { id } = found.scenario;
  const after = await validityOf(lab, found, related);
  if (after.state !== 'checked') {
    throw new LabError({
      code: 'conflict',
      message: `The validity of ${id} is not known yet${after.state === 'failed' ? `: ${after.message}` : '.'}`,
      hint: 'Check it on its page first.',
    });
  }
  const failures = after.report.checks.filter(({ passed }) => !passed);
  if (failures.length === 0) return;
  throw new LabError({
    code: 'conflict',
    message: `${id} cannot be used in an experiment, because it is not so that ${failures.map(({ name }) => name).join('; ')}.`,
    hint: 'Its page shows what each check found.',
  });
}

async function validityOf(
  lab: Lab,
  found: FoundScenario,
  related: readonly FoundScenario[],
): Promise<ScenarioValidity> {
  const key = keyOf(found, related);
  const now = lab.validity.state(key);
  if (now) return now;
  const report = (await lab.store.scenarios.validity([key])).get(key);
  return report ? { state: 'checked', report } : { state: 'unchecked' };
}
