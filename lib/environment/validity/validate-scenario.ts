import { findScenario } from '../file/bank.ts';
import { BASE_SEED } from '../model/noise.ts';
import { planWorld } from '../model/world-plan.ts';
import type { ScenarioData, ScenarioDefinition } from '../scenario-schema.ts';
import { openSession } from '../session.ts';
import { varyScenario } from '../vary-scenario.ts';
import { checkBehaviour, checkRandom } from './check-behaviour.ts';
import { checkMatching } from './check-matching.ts';
import { checkShape } from './check-shape.ts';
import { readLines } from './read-lines.ts';
import type { ValidityCheck, ValidityReport } from './validity-report.ts';

export interface ValidityOptions {
  /** Finds the learning incident that a transfer or a twin is compared with; the built-in ones by default. */
  lookUp?: (id: string) => ScenarioData | undefined;
  /**
   * Without it the checks are left out that do not depend on the seed (the random agent's 100 runs and the comparison
   * with the learning incident): for who validates many seeds and has them from the first.
   */
  once?: boolean;
}

/** Whether a scenario, as a seed tells it, can tell a real fix from a lucky or a clumsy one. */
export function validateScenario(
  definition: ScenarioDefinition,
  seed: number = BASE_SEED,
  { lookUp = findScenario, once = true }: ValidityOptions = {},
): ValidityReport {
  const scenario = varyScenario(definition, seed);
  const plan = planWorld(scenario, seed);
  const start = openSession(plan);
  const checks: ValidityCheck[] = [
    ...checkBehaviour(plan, start),
    ...(once ? [checkRandom(definition)] : []),
    ...checkShape(scenario, readLines(plan, start)),
    ...(once ? checkMatching(definition, lookUp) : []),
  ];
  return { scenarioId: definition.id, seed, passed: checks.every(({ passed }) => passed), checks };
}
