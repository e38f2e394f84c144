import type { Environment } from '#lib/protocol/ports.ts';
import { wordRequest } from './define-scenario.ts';
import { planWorld } from './model/world-plan.ts';
import type { WorldPlan } from './model/world-plan.ts';
import { evaluateRun } from './oracle/evaluate-run.ts';
import type { Journal } from './oracle/journal.ts';
import { recordCall } from './oracle/journal.ts';
import type { ScenarioData } from './scenario-schema.ts';
import { openSession } from './session.ts';
import type { Session } from './session.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { executeTool } from './tools/execute-tool.ts';
import { TOOL_DEFINITIONS, kindOf } from './tools/tool-definitions.ts';
import { varyScenario } from './vary-scenario.ts';

/** A fresh incident. The same scenario, seed and calls give byte-identical results. */
export function createEnvironment(scenario: ScenarioData, seed: number): Environment {
  return openEnvironment(varyScenario(scenario, seed), seed);
}

/** The same for a scenario that already has the numbers of its seed. */
export function openEnvironment(scenario: ScenarioData, seed: number): Environment {
  const plan = planWorld(scenario, seed);
  return beginAt(plan, openSession(plan));
}

/** An environment that goes on from a session; that one is not changed, so several may begin there. */
export function beginAt(plan: WorldPlan, start: Session): Environment {
  let session = start;
  let journal: Journal = [];
  return {
    request: wordRequest(plan.scenario, start),
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
