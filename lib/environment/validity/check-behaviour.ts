import type { Evaluation } from '#lib/protocol/evaluation.ts';
import type { Environment } from '#lib/protocol/ports.ts';
import { beginAt, openEnvironment } from '../create-environment.ts';
import type { WorldPlan } from '../model/world-plan.ts';
import type { ScenarioData } from '../scenario-schema.ts';
import type { Session } from '../session.ts';
import { varyScenario } from '../vary-scenario.ts';
import type { ScriptedCall } from './reference-agents.ts';
import {
  actAtRandom,
  applyChanges,
  multiplyByTen,
  perform,
  playSolver,
  restartEverything,
} from './reference-agents.ts';
import type { ValidityCheck } from './validity-report.ts';

export const MAX_SOLVER_CALLS = 9;
const RANDOM_SEEDS = 100;
const RANDOM_CALLS = 25;
const MAX_RANDOM_SUCCESS = 0.05;

/** What becomes of reference agents in the world of a scenario. */
export function checkBehaviour(plan: WorldPlan, start: Session): ValidityCheck[] {
  const { scenario, seed } = plan;
  const play: Play = (calls) => judge(beginAt(plan, start), calls);
  return [
    checkSolver(scenario, play),
    checkIdle(scenario, play),
    checkRestarts(scenario, play),
    checkTimesTen(scenario, play),
    checkReset(plan, start, seed),
    ...checkTwin(scenario, play),
  ];
}

/** What becomes of the incident when somebody makes these calls. */
type Play = (calls: readonly ScriptedCall[]) => Evaluation;

function judge(environment: Environment, calls: readonly ScriptedCall[]): Evaluation {
  perform(environment, calls);
  return environment.evaluate('');
}

/** The parts of a verdict that are not fulfilled, in their own words. */
function tell({ verified, parts }: Evaluation): string {
  if (verified) return 'Verified as fixed.';
  return Object.values(parts)
    .filter(({ applies, holds }) => applies && !holds)
    .map(({ detail }) => detail)
    .join(' ');
}

function checkSolver(scenario: ScenarioData, play: Play): ValidityCheck {
  const calls = playSolver(scenario);
  const verdict = play(calls);
  return {
    id: 'solver',
    name: `a solver succeeds in at most ${MAX_SOLVER_CALLS} calls`,
    passed: verdict.verified && calls.length <= MAX_SOLVER_CALLS,
    detail: `${calls.length} calls. ${tell(verdict)}`,
  };
}

/** Doing nothing is right where nothing is wrong, and only there. */
function checkIdle(scenario: ScenarioData, play: Play): ValidityCheck {
  const verdict = play([]);
  const right = scenario.root === null;
  return {
    id: 'idle',
    name: right ? 'doing nothing succeeds' : 'doing nothing fails',
    passed: verdict.verified === right,
    detail: tell(verdict),
  };
}

/** Where a restart is the cure, restarting everything cures as well, clumsily. */
function checkRestarts(scenario: ScenarioData, play: Play): ValidityCheck {
  const verdict = play(restartEverything(scenario));
  const isCure = scenario.root !== null && scenario.root.fix.length === 0;
  return {
    id: 'restarts',
    name: isCure
      ? 'restarting everything succeeds, since a restart is the cure'
      : 'restarting everything fails',
    passed: verdict.verified === isCure,
    detail: tell(verdict),
  };
}

function checkTimesTen(scenario: ScenarioData, play: Play): ValidityCheck {
  const verdict = play(multiplyByTen(scenario));
  return {
    id: 'times_ten',
    name: 'multiplying every number by ten fails through collateral',
    passed: !verdict.verified && !verdict.parts.collateral.holds,
    detail: tell(verdict),
  };
}

/** Over seeds of its own, so it says the same whichever seed is looked at. */
export function checkRandom(definition: ScenarioData): ValidityCheck {
  const wins = Array.from({ length: RANDOM_SEEDS }, (_, index) => index + 1).filter((seed) => {
    const scenario = varyScenario(definition, seed);
    const calls = actAtRandom(scenario, seed, RANDOM_CALLS);
    return judge(openEnvironment(scenario, seed), calls).verified;
  }).length;
  return {
    id: 'random',
    name: `a random agent succeeds in fewer than ${MAX_RANDOM_SUCCESS * 100} % of runs`,
    passed: wins / RANDOM_SEEDS < MAX_RANDOM_SUCCESS,
    detail: `${wins} of ${RANDOM_SEEDS} seeds with ${RANDOM_CALLS} calls each.`,
  };
}

function checkReset(plan: WorldPlan, start: Session, seed: number): ValidityCheck {
  const { scenario } = plan;
  const calls = [...playSolver(scenario), ...actAtRandom(scenario, seed, RANDOM_CALLS)];
  const replay = (environment: Environment) => {
    const results = perform(environment, calls);
    return JSON.stringify([results, environment.snapshot(), environment.evaluate('')]);
  };
  return {
    id: 'reset',
    name: 'a reset with the same seed is identical',
    passed: replay(beginAt(plan, start)) === replay(openEnvironment(scenario, seed)),
    detail: `${calls.length} calls, the snapshot and the verdict compared byte by byte.`,
  };
}

function checkTwin(scenario: ScenarioData, play: Play): ValidityCheck[] {
  const { twinOf } = scenario;
  if (!twinOf) return [];
  const verdict = play(applyChanges(scenario, twinOf.learnedFix, twinOf.restarts));
  return [
    {
      id: 'misleads',
      name: `the fix learned from ${twinOf.scenarioId} fails`,
      passed: !verdict.verified,
      detail: tell(verdict),
    },
  ];
}
