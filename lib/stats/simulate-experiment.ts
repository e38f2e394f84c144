import { seededRandom } from '#lib/utils/seeded-random.ts';
import type { RunRow, ScenarioClass } from './analysis/run-row.ts';
import { randomNormal } from './random-normal.ts';

/** What a planner assumes about an experiment; rates and log ratios, not percent. */
export interface AssumedWorld {
  benefitScenarios: number;
  harmScenarios: number;
  repeats: number;
  /** Mean log ratio of calls of runs that succeed, treated / control, and its spread between scenarios. */
  effect: number;
  effectSd: number;
  /** Spread of a run's log calls within a scenario. */
  runSd: number;
  /** Success rates per arm in a scenario of middling difficulty. */
  control: number;
  treated: number;
  harmControl: number;
  harmTreated: number;
  /** Chance that both runs of a pair meet the same luck, as they do where the seed fixes the world and the agent is steady. */
  sharedLuck: number;
  /** Independent learnings in the treated arm; null means one skill for all. */
  distillations: number | null;
  /** Scenarios belong in turn to so many families, each with learnings of its own; without it all scenarios test all learnings. */
  families?: number;
  /** Spread of the effect between learnings. */
  distillationSd: number;
}

/** The standard experiment without any effect. */
export const NULL_WORLD: AssumedWorld = {
  benefitScenarios: 12,
  harmScenarios: 8,
  repeats: 5,
  effect: 0,
  effectSd: 0,
  runSd: 0.3,
  control: 0.6,
  treated: 0.6,
  harmControl: 0.02,
  harmTreated: 0.02,
  sharedLuck: 0,
  distillations: null,
  distillationSd: 0,
};

/** Spread of difficulty (logits) and of the usual number of calls (log) between scenarios. */
const DIFFICULTY_SD = 0.5;
const CALLS = { log: 2.7, sd: 0.3 };

/** Moves a rate on the logit scale; 0 and 1 stay. */
const shifted = (rate: number, by: number): number =>
  rate <= 0 || rate >= 1 ? rate : 1 / (1 + Math.exp(-(Math.log(rate / (1 - rate)) + by)));

/**
 * Rows of a whole experiment with planted effects, arms `none` and `learned`. For power before the start, and for the tests that hold
 * the analysis to its promises. The same seed gives the same rows.
 */
export function simulateExperiment(world: AssumedWorld, seed: string): RunRow[] {
  const random = seededRandom(seed);
  const normal = () => randomNormal(random);
  const learned = Array.from({ length: world.families ?? 1 }, (_family, family) =>
    Array.from({ length: world.distillations ?? 1 }, (_, index) => ({
      id: world.distillations === null ? null : `distillation-${family}-${index}`,
      effect: world.distillationSd * normal(),
    })),
  );
  const rows: RunRow[] = [];
  const scenario = (scenarioId: string, name: ScenarioClass, place: number) => {
    const skills = learned[place % learned.length] ?? [];
    const difficulty = DIFFICULTY_SD * normal();
    const usual = CALLS.log + CALLS.sd * normal();
    const effect = world.effect + world.effectSd * normal();
    for (let seedOfRun = 0; seedOfRun < world.repeats; seedOfRun += 1) {
      const common = { success: random(), harm: random() };
      const run = (arm: string, distillationId: string | null, rate: number, harm: number, by: number) => {
        const luck = random() < world.sharedLuck ? common : { success: random(), harm: random() };
        const verified = luck.success < shifted(rate, difficulty);
        const calls = Math.max(1, Math.round(Math.exp(usual + by + world.runSd * normal())));
        rows.push({
          id: `run-${rows.length}`,
          scenarioId,
          class: name,
          seed: seedOfRun,
          arm,
          distillationId,
          model: 'assumed',
          infrastructureError: false,
          verified,
          harmful: name !== 'near' && luck.harm < harm,
          claimed: null,
          calls,
          devopsCalls: calls,
          tokens: calls * 1000,
          cost: null,
          ticksToMitigate: null,
          errorBudget: null,
          funnel: null,
        });
      };
      run('none', null, world.control, world.harmControl, 0);
      for (const skill of skills)
        run('learned', skill.id, world.treated, world.harmTreated, effect + skill.effect);
    }
  };
  for (let index = 0; index < world.benefitScenarios; index += 1) scenario(`near-${index}`, 'near', index);
  for (let index = 0; index < world.harmScenarios; index += 1) scenario(`noop-${index}`, 'noop', index);
  return rows;
}
