import type { PlanProblem } from '#lib/protocol/experiment-http.ts';
import type { ExperimentPlan } from '#lib/protocol/experiment-plan.ts';
import { trialsForBound } from '#lib/stats/rule-of-three.ts';
import { normalQuantile } from '#lib/stats/normal-distribution.ts';
import { isAA } from './declare-contrasts.ts';
import { learningsPerBlock } from './plan-learnings.ts';
import { sizePlan } from './size-plan.ts';

/** More runs than this are not one experiment. */
const MOST_RUNS = 20_000;

/** Pairs that gate 3 needs when no harm is seen at all: 1 − alpha^(1/n) at most `most`. */
export const pairsForHarmGate = ({ most, alpha }: { most: number; alpha: number }): number =>
  trialsForBound(most, 1 - alpha);

/** Pairs that gate 1 needs when success differs in none of them: the score interval's z² / (n + z²) below the margin. */
export function pairsForSuccessGate({ margin, alpha }: { margin: number; alpha: number }): number {
  const z = normalQuantile(1 - alpha);
  return Math.floor((z ** 2 * (1 - margin)) / margin) + 1;
}

/**
 * What is wrong with a complete plan, or should be known before it begins. Below a floor no verdict but CAN'T TELL YET can come
 * out, so that is refused unless the experiment is declared exploratory.
 */
export function checkPlan(plan: ExperimentPlan, { exploratory }: { exploratory: boolean }): PlanProblem[] {
  const problems: PlanProblem[] = [];
  const say = (
    level: PlanProblem['level'],
    code: string,
    says: string,
    field: string | null = null,
    subject: string | null = null,
  ) => problems.push({ level, code, says, field, subject });
  const floor = exploratory ? 'warn' : 'refuse';
  const { rules, claim, scenarios, arms, models, seeds } = plan;
  const size = sizePlan(plan);
  const labels = new Set(arms.map(({ label }) => label));
  const aa = isAA(arms, rules.contrasts);

  if (labels.size < arms.length) say('refuse', 'same_label', 'Two arms have the same label.', 'arms');
  for (const { treated, control } of rules.contrasts) {
    for (const label of [treated, control]) {
      if (!labels.has(label))
        say(
          'refuse',
          'unknown_arm',
          `The rules compare the arm "${label}", which the plan does not have.`,
          'arms',
          label,
        );
    }
  }
  for (const { label, arm, skills, fromPipeline } of arms) {
    if (arm !== 'none' && skills.length === 0 && !fromPipeline)
      say('refuse', 'arm_without_skill', `The arm "${label}" has no skill to give.`, 'arms', label);
    if (new Set(skills.map(({ name }) => name)).size < skills.length)
      say(
        'refuse',
        'same_skill_name',
        `Two skills of the arm "${label}" have one name; the agent could not tell them apart.`,
        'arms',
        label,
      );
  }

  const benefit = scenarios.filter((scenario) => rules.benefitClasses.includes(scenario.class));
  if (benefit.length === 0)
    say(
      'refuse',
      'no_benefit_scenarios',
      'None of the incidents is one on which this claim says that the skill helps.',
      'scenarioIds',
    );
  if (claim === 'incident' && benefit.length > 1)
    say(
      'refuse',
      'several_incidents',
      'The claim "this incident" is about one incident; choose one, or claim the family.',
      'scenarioIds',
    );
  if (benefit.length > 0 && size.pairs < rules.floors.pairs)
    say(
      floor,
      'too_few_pairs',
      `${size.pairs} pairs are planned and ${rules.floors.pairs} are the least for any verdict.`,
      'seeds',
    );
  if (benefit.length > 0 && claim !== 'incident' && benefit.length < rules.floors.units)
    say(
      floor,
      'too_few_scenarios',
      `${benefit.length} incidents on which the skill should help are planned and ${rules.floors.units} are the least for this claim.`,
      'scenarioIds',
    );
  else if (claim !== 'incident' && benefit.length < rules.advisedUnits)
    say(
      'warn',
      'few_scenarios',
      `${benefit.length} incidents make it exploratory; ${rules.advisedUnits} are advised. More incidents beat more seeds.`,
      'scenarioIds',
    );
  if (claim === 'pipeline' && learningsPerBlock(plan) < rules.floors.distillations)
    say(
      floor,
      'too_few_distillations',
      `The pipeline claim needs at least ${rules.floors.distillations} independent learnings of each family.`,
      'pipeline',
    );
  if (claim === 'models' && models.length < 2)
    say(
      'refuse',
      'one_model',
      'A claim across models needs at least two models: choose another one above.',
      'models',
    );
  if (claim !== 'models' && models.length > 1)
    say('refuse', 'several_models', 'Several models belong to the claim "across models".', 'models');
  if (claim === 'pipeline' && !arms.some(({ fromPipeline }) => fromPipeline))
    say('refuse', 'no_pipeline_arm', 'The pipeline claim needs the arm "learned".', 'arms');

  const successFloor = pairsForSuccessGate(rules.success);
  if (!aa && size.pairs >= rules.floors.pairs && size.pairs < successFloor)
    say(
      'warn',
      'few_pairs_for_success',
      `${size.pairs} pairs show whether success stays; it takes ${successFloor} without any loss to rule out ${Math.round(rules.success.margin * 100)} points, so HELPS cannot come out.`,
      'seeds',
    );
  const harmFloor = pairsForHarmGate(rules.harm);
  if (!aa && size.harmPairs === 0)
    say(
      'warn',
      'no_harm_scenarios',
      'No incident shows whether the skill does harm (twins with another cause, nothing to fix), so HELPS cannot come out.',
      'scenarioIds',
    );
  else if (!aa && size.harmPairs < harmFloor)
    say(
      'warn',
      'few_harm_pairs',
      `${size.harmPairs} pairs can show harm; the bound of ${Math.round(rules.harm.most * 100)} % takes ${harmFloor} without any, so HELPS cannot come out.`,
      'scenarioIds',
    );
  if (!aa && !arms.some(({ arm }) => arm === 'placebo'))
    say(
      'warn',
      'no_placebo',
      'Without a placebo it stays open whether the content helps or any skill at all.',
      'arms',
    );
  if (models.some(({ simulated }) => simulated) && seeds.length > 1)
    say(
      'warn',
      'simulated',
      'The offline model is a deterministic program, and seeds change little of what it meets: most repeat a run nearly step by step, so they say nothing of other incidents, which more incidents would. Evidence about the lab, not about an LLM.',
      'models',
    );
  if (size.runs > MOST_RUNS)
    say('refuse', 'too_many_runs', `${size.runs} runs are planned; ${MOST_RUNS} are the most.`, 'seeds');
  return problems;
}
