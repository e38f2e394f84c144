import type { Environment } from '#lib/protocol/ports.ts';
import { wordRequest } from './define-scenario.ts';
import { planWorld } from './model/world-plan.ts';
import type { WorldPlan } from './model/world-plan.ts';
import { AFTERMATH_TICKS, evaluateRun } from './oracle/evaluate-run.ts';
import type { Journal } from './oracle/journal.ts';
import { recordCall } from './oracle/journal.ts';
import { inColumns } from './read-figures.ts';
import type { ScenarioData } from './scenario-schema.ts';
import { openSession, runOn } from './session.ts';
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
  /** The tick at which the last call began. */
  let since = start.world.tick;
  return {
    request: wordRequest(plan.scenario, start),
    tools: [...TOOL_DEFINITIONS],
    kindOf,
    execute: (toolName, rawArguments) => {
      const executed = executeTool(plan, session, toolName, rawArguments);
      journal = recordCall(journal, plan, session, executed, { toolName, rawArguments });
      since = session.world.tick;
      ({ session } = executed);
      return executed.execution;
    },
    snapshot: () => takeSnapshot(plan, start, session, since),
    aftermath: () => {
      const worlds = runOn(plan, session.world, AFTERMATH_TICKS);
      return inColumns(
        plan,
        worlds.map(({ facts }) => facts),
      );
    },
    evaluate: (finalMessage) => evaluateRun(plan, start, session, journal, finalMessage),
  };
}
