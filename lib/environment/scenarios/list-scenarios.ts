import { defineScenario } from '../define-scenario.ts';
import type { ScenarioDefinition } from '../scenario-schema.ts';
import { classicAct1 } from './classic-act-1.ts';
import { classicAct2Twin } from './classic-act-2-twin.ts';
import { classicAct2 } from './classic-act-2.ts';

const SCENARIOS: readonly ScenarioDefinition[] = [classicAct1, classicAct2, classicAct2Twin].map(
  defineScenario,
);

export const listScenarios = (): ScenarioDefinition[] => [...SCENARIOS];

export function findScenario(id: string): ScenarioDefinition | undefined {
  return SCENARIOS.find((scenario) => scenario.id === id);
}
