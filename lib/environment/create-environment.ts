import type { Environment } from '#lib/protocol/ports.ts';
import { planWorld } from './model/world-plan.ts';
import { evaluateRun } from './oracle/evaluate-run.ts';
import type { Journal } from './oracle/journal.ts';
import { recordCall } from './oracle/journal.ts';
import type { ScenarioDefinition } from './scenario-schema.ts';
import { openSession } from './session.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { executeTool } from './tools/execute-tool.ts';
import { TOOL_DEFINITIONS, kindOf } from './tools/tool-definitions.ts';
import { varyScenario } from './vary-scenario.ts';

/** A fresh incident. The same scenario, seed and calls give byte-identical results. */
export function createEnvironment(scenario: ScenarioDefinition, seed: number): Environment {
  return openEnvironment(varyScenario(scenario, seed), seed);
}

/** The same for a scenario that already has the numbers of its seed. */
export function openEnvironment(scenario: ScenarioDefinition, seed: number): Environment {
  const plan = planWorld(scenario, seed);
  const start = openSession(plan);
  let session = start;
  let journal: Journal = [];
  return {
    request: scenario.request,
    tools: [...TOOL_DEFINITIONS],
    kindOf,
    execute: (toolName, rawArguments) => {
      const executed = executeTool(plan, session, toolName, rawArguments);
      journal = recordCall(journal, plan, session, executed, { toolName, rawArguments });
      ({ session } = executed);
      return executed.execution;
    },
    snapshot: () => takeSnapshot(plan, start, session),
    evaluate: (finalMessage) => evaluateRun(plan, start, session, journal, finalMessage),
  };
}
