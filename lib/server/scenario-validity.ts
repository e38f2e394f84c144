import 'server-only';
import { createHash } from 'node:crypto';
import type { ScenarioDefinition } from '#lib/environment/index.ts';
import type { ScenarioValidity } from '#lib/protocol/scenario.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import { findScenario, requireScenario, type FoundScenario } from './find-scenario.ts';
import { getLab } from './get-lab.ts';
import { LAB_VERSION } from './lab-version.ts';
import type { Lab } from './lab.ts';

/** What is known of a scenario's validity now. */
export async function getValidity(scenarioId: string): Promise<ScenarioValidity> {
  const lab = await getLab();
  const found = await requireScenario(lab.store, scenarioId);
  return validityOf(lab, found, await relatedTo(lab, found.scenario));
}

/** Starts the suite in the background, also where a report is there already, and says how far it is. */
export async function checkValidity(scenarioId: string): Promise<ScenarioValidity> {
  const lab = await getLab();
  const found = await requireScenario(lab.store, scenarioId);
  const related = await relatedTo(lab, found.scenario);
  void lab.validity.start(keyOf(found, related), {
    scenario: found.scenario,
    related: related.map(({ scenario }) => scenario),
  });
  return validityOf(lab, found, related);
}

/**
 * For whoever plans an experiment: throws `conflict` with the reason unless this very version passed every check.
 * A version that nobody has checked yet is checked now.
 */
export async function requireValid(lab: Lab, found: FoundScenario): Promise<void> {
  const related = await relatedTo(lab, found.scenario);
  const before = await validityOf(lab, found, related);
  if (before.state !== 'checked') {
    const task = { scenario: found.scenario, related: related.map(({ scenario }) => scenario) };
    await lab.validity.start(keyOf(found, related), task);
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

/** A report counts for this content, what it was compared with, and this version of the suite. */
export function keyOf(
  found: Pick<FoundScenario, 'hash'>,
  related: readonly Pick<FoundScenario, 'hash'>[],
): string {
  const parts = [found.hash, ...related.map(({ hash }) => hash), LAB_VERSION];
  return createHash('sha256').update(parts.join(' ')).digest('hex');
}

/** Ids of the incidents that its own checks compare it with. */
export const relatedIds = ({ transferOf, twinOf }: ScenarioDefinition): string[] =>
  [...new Set([transferOf, twinOf?.scenarioId])].filter((id) => id !== undefined);

async function relatedTo(lab: Lab, scenario: ScenarioDefinition): Promise<FoundScenario[]> {
  const related = await Promise.all(relatedIds(scenario).map((id) => findScenario(lab.store, id)));
  return related.filter((found) => found !== null);
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
