import { buildSystemPrompt } from '#lib/agent/index.ts';
import { checkPlan } from '#lib/experiments/check-plan.ts';
import { classifyScenario, type LearnedFrom } from '#lib/experiments/classify-scenario.ts';
import { declareContrasts } from '#lib/experiments/declare-contrasts.ts';
import { hashPlan, sha256 } from '#lib/experiments/hash-plan.ts';
import { familyOf } from '#lib/experiments/plan-learnings.ts';
import { ARM_NAMES } from '#lib/protocol/arm-names.ts';
import { nameFamily } from '#lib/protocol/family-names.ts';
import type { NewExperiment, PlanProblem } from '#lib/protocol/experiment-http.ts';
import type { ExperimentPlan, PlannedScenario } from '#lib/protocol/experiment-plan.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { ModelInfo } from '#lib/protocol/model-info.ts';
import { DEFAULT_LIMITS } from '#lib/protocol/run-plan.ts';
import { defaultRules } from '#lib/stats/analysis/analysis-rules.ts';
import type { NewSkillVersion } from '#lib/store/index.ts';
import { findScenario } from '../scenarios/find-scenario.ts';
import { LAB_VERSION } from '../lab/lab-version.ts';
import type { Lab } from '../lab/lab.ts';
import { modelNamed } from '../lab/model-of.ts';
import { learningScenarios, resolveArms } from './resolve-arms.ts';
import { getValidity } from '../scenarios/scenario-validity.ts';

export interface Planned {
  /** null when something that was asked for does not exist. */
  plan: ExperimentPlan | null;
  planHash: string | null;
  problems: PlanProblem[];
  composed: NewSkillVersion[];
}

const CONCURRENCY = { simulated: 2, real: 4 };
const MAX_ATTEMPTS = 3;
const DEFAULT_DISTILLATIONS = 5;

/** Everything that is decided before the first run. Reads the lab and writes nothing; the same lab gives the same plan. */
export async function planExperiment(lab: Lab, input: NewExperiment): Promise<Planned> {
  const { arms, learnedFrom, learning, problems, composed } = await resolveArms(lab, input);
  const scenarios = await planScenarios(lab, input, input.scenarioIds, { learnedFrom, problems });
  const models = planModels(lab, input.models, problems);
  const pipeline =
    input.claim === 'pipeline' ? await planPipeline(lab, input, { learnedFrom, problems }) : null;
  const [model] = models;
  if (!model || scenarios.length === 0 || problems.some(({ level }) => level === 'refuse')) {
    return { plan: null, planHash: null, problems, composed };
  }
  const limits = { ...DEFAULT_LIMITS, ...dropUndefined(input.limits ?? {}) };
  const contrasts = declareContrasts(arms);
  const rules = defaultRules(input.claim);
  const plan: ExperimentPlan = {
    format: 'auto-learn-lab/experiment-plan@1',
    title: input.title ?? titleOf(input, scenarios),
    claim: input.claim,
    scenarios,
    seeds: seedsOf(input.seeds),
    arms,
    pipeline,
    learning: pipeline ? null : learning,
    models,
    acontext: lab.acontextInfo,
    limits,
    systemPromptHash: sha256(buildSystemPrompt('')),
    rules: copyRules({
      ...rules,
      ...(contrasts.length > 0 ? { contrasts } : {}),
      callsOfFailure: limits.maxCalls,
      ...dropUndefined(input.rules ?? {}),
      claim: input.claim,
    }),
    stop: { kind: 'fixed' },
    budget: { maxTokens: input.budget?.maxTokens ?? null, maxCost: input.budget?.maxCost ?? null },
    concurrency: input.concurrency ?? (model.simulated ? CONCURRENCY.simulated : CONCURRENCY.real),
    maxAttempts: input.maxAttempts ?? MAX_ATTEMPTS,
    orderSeed: input.orderSeed ?? 'auto-learn-lab',
    labVersion: LAB_VERSION,
  };
  if (contrasts.length === 0 && !input.rules?.contrasts) {
    problems.push({
      level: 'refuse',
      code: 'no_contrast',
      says: 'These arms cannot be compared with each other: choose "none" and an arm with a skill, or "none" twice for an A/A experiment.',
      field: 'arms',
      subject: null,
    });
  }
  problems.push(...checkPlan(plan, { exploratory: input.exploratory }), ...checkBudget(lab, plan));
  return { plan, planHash: hashPlan(plan), problems, composed };
}

async function planScenarios(
  lab: Lab,
  input: NewExperiment,
  ids: readonly string[],
  { learnedFrom, problems }: { learnedFrom: LearnedFrom; problems: PlanProblem[] },
): Promise<PlannedScenario[]> {
  const planned: PlannedScenario[] = [];
  for (const id of new Set(ids)) {
    const found = await findScenario(lab.store, id);
    if (!found) {
      problems.push({
        level: 'refuse',
        code: 'unknown_scenario',
        says: `There is no scenario "${id}".`,
        field: 'scenarioIds',
        subject: id,
      });
      continue;
    }
    const { scenario, hash, own } = found;
    const family = scenario.family ?? null;
    problems.push(...(await checkValidity({ id, title: scenario.title, own })));
    planned.push({
      scenarioId: id,
      title: scenario.title,
      family,
      class:
        input.classes?.[id] ??
        classifyScenario({ scenarioId: id, family, class: scenario.class ?? null }, learnedFrom, input.claim),
      hash,
    });
  }
  return planned;
}

/** Built-in incidents are checked by the lab's own tests; a user's has to have passed here. */
async function checkValidity({
  id: scenarioId,
  title,
  own,
}: {
  id: string;
  title: string;
  own: boolean;
}): Promise<PlanProblem[]> {
  const validity = await getValidity(scenarioId);
  const about = { field: 'scenarioIds', subject: scenarioId };
  if (validity.state === 'checked' && !validity.report.passed) {
    const failed = validity.report.checks.filter(({ passed }) => !passed).map(({ name }) => name);
    return [
      {
        level: 'refuse',
        code: 'invalid_scenario',
        says: `“${title}” cannot be used in an experiment, because it is not so that ${failed.join('; ')}.`,
        ...about,
      },
    ];
  }
  if (!own || validity.state === 'checked') return [];
  return [
    {
      level: 'warn',
      code: 'unchecked_scenario',
      says: `“${title}” has not been checked yet; that is done when the experiment is made.`,
      ...about,
    },
  ];
}

function planModels(lab: Lab, names: readonly string[] | undefined, problems: PlanProblem[]): ModelInfo[] {
  return [...new Set(names ?? [lab.model.info.name])].flatMap((name) => {
    try {
      return [modelNamed(lab, name).info];
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      problems.push({
        level: 'refuse',
        code: 'unknown_model',
        says: error.message,
        field: 'models',
        subject: name,
      });
      return [];
    }
  });
}

async function planPipeline(
  lab: Lab,
  input: NewExperiment,
  of: { learnedFrom: LearnedFrom; problems: PlanProblem[] },
): Promise<ExperimentPlan['pipeline']> {
  const ids = input.pipeline?.scenarioIds ?? (await learningScenarios(lab, input.scenarioIds));
  if (ids.length === 0) {
    of.problems.push({
      level: 'refuse',
      code: 'nothing_to_learn_from',
      says: 'None of the incidents says which one is learned from; name the learning incidents.',
      field: 'pipeline',
      subject: null,
    });
  }
  const scenarios = await planScenarios(lab, input, ids, of);
  const perFamily = input.pipeline?.distillations ?? DEFAULT_DISTILLATIONS;
  const families = new Set(scenarios.map(familyOf)).size;
  return { distillations: Math.max(1, perFamily * families), perFamily, scenarios };
}

function checkBudget(lab: Lab, plan: ExperimentPlan): PlanProblem[] {
  const isPriced =
    plan.models.every(({ name }) => name === lab.model.info.name) && Boolean(lab.config.openai?.prices);
  if (plan.budget.maxCost === null || isPriced) return [];
  return [
    {
      level: 'refuse',
      code: 'no_prices',
      says: 'A cap on cost needs prices for every model (OPENAI_PRICE_INPUT and OPENAI_PRICE_OUTPUT); cap the tokens instead.',
      field: 'budget',
      subject: null,
    },
  ];
}

const seedsOf = (seeds: NewExperiment['seeds']): number[] =>
  Array.isArray(seeds) ? [...new Set(seeds)] : Array.from({ length: seeds }, (_, index) => index + 1);

const CLAIM_WORDS: Record<NewExperiment['claim'], string> = {
  incident: 'This incident',
  family: 'Family',
  'across-families': 'Across families',
  pipeline: 'The pipeline',
  models: 'Across models',
};

function titleOf({ claim, arms }: NewExperiment, scenarios: readonly PlannedScenario[]): string {
  const kinds = arms.map(({ arm }) => ARM_NAMES[arm].toLowerCase());
  const [first] = scenarios;
  const families = [
    ...new Set(scenarios.flatMap(({ family }) => (family === null || family === 'noop' ? [] : [family]))),
  ];
  const what =
    claim === 'incident' && first
      ? first.title
      : families.length === 1
        ? nameFamily(families[0] ?? '')
        : `${scenarios.length} incidents`;
  if (new Set(kinds).size === 1) return `A/A: ${kinds[0] ?? ''} twice on ${what}`;
  return `${CLAIM_WORDS[claim]}: ${kinds.join(', ')} on ${what}`;
}

/** Rules with lists of their own: the defaults are shared, and a plan's are not readonly. */
function copyRules(rules: ReturnType<typeof defaultRules>): ExperimentPlan['rules'] {
  return {
    ...rules,
    contrasts: rules.contrasts.map((contrast) => ({ ...contrast })),
    benefitClasses: [...rules.benefitClasses],
    harmClasses: [...rules.harmClasses],
    passAt: [...rules.passAt],
    secondary: [...rules.secondary],
  };
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };
/** An explicit `undefined` must not undo a default. */
function dropUndefined<T extends object>(given: T): Partial<Defined<T>> {
  const kept: Partial<Defined<T>> = {};
  for (const key in given) {
    const value = given[key];
    if (isDefined(value)) kept[key] = value;
  }
  return kept;
}
const isDefined = <V>(value: V): value is Exclude<V, undefined> => value !== undefined;
