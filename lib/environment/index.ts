export { createEnvironment } from './create-environment.ts';
export { deriveScenario } from './derive-scenario.ts';
export { findScenario, listScenarios } from './scenarios/list-scenarios.ts';
export { TOOL_DEFINITIONS } from './tools/tool-definitions.ts';
export { validateScenario } from './validity/validate-scenario.ts';
export type { Derivation } from './derive-scenario.ts';
export type { ScenarioDefinition, ScenarioInput } from './scenario-schema.ts';
export type { ValidityCheck, ValidityReport } from './validity/validity-report.ts';
