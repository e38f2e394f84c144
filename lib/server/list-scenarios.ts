import 'server-only';
import { listScenarios as allScenarios } from '#lib/environment/index.ts';
import type { ScenarioListBody } from '#lib/protocol/http.ts';
import type { ScenarioCard } from '#lib/protocol/story.ts';

/** What may be told of a scenario before somebody has worked on it: never its cause. */
export function toScenarioCard(scenario: {
  id: string;
  title: string;
  summary: string;
  request: string;
}): ScenarioCard {
  return {
    scenarioId: scenario.id,
    title: scenario.title,
    summary: scenario.summary,
    request: scenario.request,
  };
}

export async function listScenarios(): Promise<ScenarioListBody> {
  return { scenarios: allScenarios().map(toScenarioCard) };
}
