import { findMistakes } from './find-mistakes.ts';
import { at, placeOf, planWorld } from './model/world-plan.ts';
import type { ScenarioData, ScenarioDefinition, ScenarioInput } from './scenario-schema.ts';
import { scenarioSchema } from './scenario-schema.ts';
import { openSession } from './session.ts';
import type { Session } from './session.ts';

/** Checks a scenario in its complete form and words its request. Throws with every mistake in the data. */
export function defineScenario(input: ScenarioInput): ScenarioDefinition {
  const data = scenarioSchema.parse(input);
  const mistakes = findMistakes(data).map(({ message }) => message);
  if (mistakes.length > 0) throw new Error(`Scenario ${data.id}: ${mistakes.join('; ')}`);
  return withRequest(data);
}

/** The same scenario with its request worded from its own world at tick 0. */
export function withRequest(data: ScenarioData): ScenarioDefinition {
  return { ...data, request: wordRequest(data, openSession(planWorld(data, 1))) };
}

/** What users tell: the share of requests that failed lately. */
export function wordRequest(data: ScenarioData, { history, world }: Session): string {
  const places = new Map(data.services.map(({ name }, index) => [name, index]));
  const entry = placeOf({ places }, data.entry.service);
  const lately = history.slice(-RECENT_TICKS).map(({ services }) => at(services, entry).failing);
  const now = at(world.facts.services, entry).failing;
  const steady = lately.every((failing) => Math.abs(failing - now) < STEADY);
  const failing = steady ? now : lately.reduce((sum, share) => sum + share, 0) / lately.length;
  const lag = data.slo.lag ? at(world.services, placeOf({ places }, data.slo.lag.service)).lag : 0;
  return data.requestTemplate
    .replaceAll('{error}', `${Math.round(failing * 100)} %`)
    .replaceAll('{lag}', String(Math.round(lag)));
}

const RECENT_TICKS = 8;
const STEADY = 0.02;
