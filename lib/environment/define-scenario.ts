import { findMistakes } from './find-mistakes.ts';
import { need, planWorld } from './model/world-plan.ts';
import type { ScenarioData, ScenarioDefinition, ScenarioInput } from './scenario-schema.ts';
import { scenarioSchema } from './scenario-schema.ts';
import { openSession } from './session.ts';

/** Checks what a scenario file says and words its request. Throws with every mistake in the data. */
export function defineScenario(input: ScenarioInput): ScenarioDefinition {
  return withRequest(scenarioSchema.parse(input));
}

/** The same scenario with its request worded from its own world at tick 0. */
export function withRequest(data: ScenarioData): ScenarioDefinition {
  const mistakes = findMistakes(data);
  if (mistakes.length > 0) throw new Error(`Scenario ${data.id}: ${mistakes.join('; ')}`);
  const plan = planWorld({ ...data, request: '' }, 1);
  const { failing } = need(openSession(plan).world.facts.services, data.entry.service);
  const error = `${Math.round(failing * 100)} %`;
  return { ...data, request: data.requestTemplate.replaceAll('{error}', error) };
}
