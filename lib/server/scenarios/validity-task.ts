import { createHash } from 'node:crypto';
import type { ScenarioDefinition } from '#lib/environment/index.ts';
import type { Store } from '#lib/store/index.ts';
import { findScenario, type FoundScenario } from './find-scenario.ts';
import { LAB_VERSION } from '../lab/lab-version.ts';
import type { ValidityTask } from './validity-worker.ts';

type Place = Pick<Store, 'scenarios'>;

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

export async function relatedTo(store: Place, scenario: ScenarioDefinition): Promise<FoundScenario[]> {
  const related = await Promise.all(relatedIds(scenario).map((id) => findScenario(store, id)));
  return related.filter((found) => found !== null);
}

/** What the suite is given. */
export const validityTask = (
  { scenario }: FoundScenario,
  related: readonly FoundScenario[],
): Omit<ValidityTask, 'seeds'> => ({ scenario, related: related.map((each) => each.scenario) });
