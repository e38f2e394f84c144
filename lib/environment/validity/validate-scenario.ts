import type { Evaluation } from '#lib/protocol/evaluation.ts';
import { openEnvironment } from '../create-environment.ts';
import { BASE_SEED } from '../model/noise.ts';
import type { ScenarioDefinition } from '../scenario-schema.ts';
import { varyScenario } from '../vary-scenario.ts';
import { checkShape } from './check-shape.ts';
import type { ScriptedCall } from './reference-agents.ts';
import {
  actAtRandom,
  applyChanges,
  multiplyByTen,
  perform,
  playSolver,
  restartEverything,
} from './reference-agents.ts';
import type { ValidityCheck, ValidityReport } from './validity-report.ts';

const MAX_SOLVER_CALLS = 9;
const RANDOM_SEEDS = 100;
const RANDOM_CALLS = 20;
const MAX_RANDOM_SUCCESS = 0.05;

/** Whether a scenario, as a seed tells it, can tell a real fix from a lucky or a clumsy one. */
export function validateScenario(definition: ScenarioDefinition, seed: number = BASE_SEED): ValidityReport {
  const scenario = varyScenario(definition, seed);
  const checks = [
    checkSolver(scenario, seed),
    checkIdle(scenario, seed),
    checkRestarts(scenario, seed),
    checkTimesTen(scenario, seed),
    checkRandom(definition),
    checkReset(scenario, seed),
    ...checkTwin(scenario, seed),
    ...checkShape(scenario, seed),
  ];
  return { scenarioId: definition.id, seed, passed: checks.every(({ passed }) => passed), checks };
}

function play(scenario: ScenarioDefinition, seed: number, calls: readonly ScriptedCall[]): Evaluation {
  const environment = openEnvironment(scenario, seed);
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

function checkSolver(scenario: ScenarioDefinition, seed: number): ValidityCheck {
  const calls = playSolver(scenario);
  const verdict = play(scenario, seed, calls);
  return {
    name: `a solver succeeds in at most ${MAX_SOLVER_CALLS} calls`,
    passed: verdict.verified && calls.length <= MAX_SOLVER_CALLS,
    detail: `${calls.length} calls. ${tell(verdict)}`,
  };
}

/** Doing nothing is right where nothing is wrong, and only there. */
function checkIdle(scenario: ScenarioDefinition, seed: number): ValidityCheck {
  const verdict = play(scenario, seed, []);
  const right = scenario.root === null;
  return {
    name: right ? 'doing nothing succeeds' : 'doing nothing fails',
    passed: verdict.verified === right,
    detail: tell(verdict),
  };
}

function checkRestarts(scenario: ScenarioDefinition, seed: number): ValidityCheck {
  const verdict = play(scenario, seed, restartEverything(scenario));
  return { name: 'restarting everything fails', passed: !verdict.verified, detail: tell(verdict) };
}

function checkTimesTen(scenario: ScenarioDefinition, seed: number): ValidityCheck {
  const verdict = play(scenario, seed, multiplyByTen(scenario));
  return {
    name: 'multiplying every number by ten fails through collateral',
    passed: !verdict.verified && !verdict.parts.collateral.holds,
    detail: tell(verdict),
  };
}

function checkRandom(definition: ScenarioDefinition): ValidityCheck {
  const wins = Array.from({ length: RANDOM_SEEDS }, (_, index) => index + 1).filter((seed) => {
    const scenario = varyScenario(definition, seed);
    return play(scenario, seed, actAtRandom(scenario, seed, RANDOM_CALLS)).verified;
  }).length;
  return {
    name: `a random agent succeeds in fewer than ${MAX_RANDOM_SUCCESS * 100} % of runs`,
    passed: definition.root === null || wins / RANDOM_SEEDS < MAX_RANDOM_SUCCESS,
    detail: `${wins} of ${RANDOM_SEEDS} seeds with ${RANDOM_CALLS} calls each.`,
  };
}

function checkReset(scenario: ScenarioDefinition, seed: number): ValidityCheck {
  const calls = [...playSolver(scenario), ...actAtRandom(scenario, seed, RANDOM_CALLS)];
  const replay = () => {
    const environment = openEnvironment(scenario, seed);
    const results = perform(environment, calls);
    return JSON.stringify([results, environment.snapshot(), environment.evaluate('')]);
  };
  const first = replay();
  return {
    name: 'a reset with the same seed is identical',
    passed: first === replay(),
    detail: `${calls.length} calls, the snapshot and the verdict compared byte by byte.`,
  };
}

function checkTwin(scenario: ScenarioDefinition, seed: number): ValidityCheck[] {
  if (!scenario.twinOf) return [];
  const verdict = play(scenario, seed, applyChanges(scenario, scenario.twinOf.learnedFix));
  return [
    {
      name: `the fix learned from ${scenario.twinOf.scenarioId} fails`,
      passed: !verdict.verified,
      detail: tell(verdict),
    },
  ];
}
