import type { ExperimentOptions, NewExperimentInput } from '#lib/protocol/experiment-http.ts';
import type { Arm } from '#lib/protocol/run-plan.ts';
import type { Claim } from '#lib/stats/analysis/analysis-rules.ts';

export interface FormArm {
  /** Stays the same while the list changes. */
  key: number;
  arm: Arm;
  /** null: the lab chooses. */
  versionIds: readonly string[] | null;
  /** Which version the lab chooses of each skill; of `learned` and `previous`. */
  pick?: 'published';
}

/** What the builder's fields hold; numbers are texts while they are typed. */
export interface PlanForm {
  title: string;
  claim: Claim;
  scenarioIds: readonly string[];
  /** "5": how many. "3, 8, 11": which. */
  seeds: string;
  arms: readonly FormArm[];
  models: readonly string[];
  distillations: string;
  maxCalls: string;
  maxTurns: string;
  maxTokens: string;
  maxCost: string;
  concurrency: string;
  exploratory: boolean;
}

export type FieldFaults = Partial<Record<string, string>>;

/** The request that the fields say, or what is wrong with them by field. Empty fields leave the lab's default. */
export function readPlanForm(form: PlanForm): { input: NewExperimentInput | null; faults: FieldFaults } {
  const faults: FieldFaults = {};
  const whole = (field: string, text: string, from: number, to: number): number | undefined => {
    if (text.trim() === '') return undefined;
    const value = Number(text.replaceAll(/[\s,_]/g, ''));
    if (Number.isInteger(value) && value >= from && value <= to) return value;
    faults[field] = `must be a whole number from ${from} to ${to}`;
    return undefined;
  };
  const seeds = readSeeds(form.seeds);
  if (seeds === null) faults.seeds = 'must be a number from 1 to 100, or seeds like 3, 8, 11';
  if (form.scenarioIds.length === 0) faults.scenarioIds = 'choose at least one incident';
  if (form.arms.length < 2) faults.arms = 'a comparison needs two arms';
  const maxCalls = whole('limits', form.maxCalls, 1, 1000);
  const maxTurns = whole('limits', form.maxTurns, 1, 1000);
  const maxTokens = whole('budget', form.maxTokens, 1, 1e12);
  const distillations = whole('pipeline', form.distillations, 1, 50);
  const concurrency = whole('concurrency', form.concurrency, 1, 16);
  const maxCost = form.maxCost.trim() === '' ? undefined : Number(form.maxCost);
  if (maxCost !== undefined && !(maxCost > 0)) faults.budget = 'must be a sum in US dollars';
  if (Object.keys(faults).length > 0 || seeds === null) return { input: null, faults };
  const title = form.title.trim();
  return {
    faults,
    input: {
      ...(title ? { title } : {}),
      claim: form.claim,
      scenarioIds: [...form.scenarioIds],
      seeds,
      arms: form.arms.map(({ arm, versionIds, pick }) => {
        if (versionIds !== null) return { arm, versionIds: [...versionIds] };
        return pick ? { arm, pick } : { arm };
      }),
      ...(form.models.length > 0 ? { models: [...form.models] } : {}),
      ...(form.claim === 'pipeline' && distillations !== undefined ? { pipeline: { distillations } } : {}),
      limits: { ...(maxCalls ? { maxCalls } : {}), ...(maxTurns ? { maxTurns } : {}) },
      budget: { ...(maxTokens ? { maxTokens } : {}), ...(maxCost ? { maxCost } : {}) },
      ...(concurrency ? { concurrency } : {}),
      ...(form.exploratory ? { exploratory: true } : {}),
    },
  };
}

function readSeeds(text: string): number | number[] | null {
  const numbers = text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number);
  const [first] = numbers;
  if (first === undefined || numbers.some((value) => !Number.isInteger(value) || value < 0)) return null;
  if (numbers.length > 1 || text.includes(',')) return numbers.length <= 100 ? numbers : null;
  return first >= 1 && first <= 100 ? first : null;
}

/** How the builder opens: as the address asks, else the standard size. */
export function startForm(
  options: ExperimentOptions,
  asked: { preset?: string | null; claim?: string | null; model?: string | null },
): PlanForm {
  const claim = isClaim(options, asked.claim) ? asked.claim : null;
  const preset =
    options.presets.find(({ id }) => id === asked.preset) ??
    options.presets.find(({ id }) => id === 'standard') ??
    options.presets[0];
  const form: PlanForm = {
    title: '',
    claim: preset?.claim ?? 'across-families',
    scenarioIds: preset?.scenarioIds ?? [],
    seeds: String(preset?.seeds ?? 5),
    arms: (preset?.arms ?? [{ arm: 'none' as const }, { arm: 'learned' as const }]).map(toFormArm),
    models: asked.model && options.models.some(({ name }) => name === asked.model) ? [asked.model] : [],
    distillations: '5',
    maxCalls: '',
    maxTurns: '',
    maxTokens: '',
    maxCost: '',
    concurrency: '',
    exploratory: preset?.id === 'quick',
  };
  return claim ? withClaim(form, claim, options) : form;
}

function toFormArm({ arm, versionIds, pick }: NewExperimentInput['arms'][number], key: number): FormArm {
  const formArm = { key, arm, versionIds: versionIds ?? null };
  return pick === 'published' ? { ...formArm, pick } : formArm;
}

const isClaim = (options: ExperimentOptions, claim: string | null | undefined): claim is Claim =>
  typeof claim === 'string' && Object.hasOwn(options.rules, claim);

/** Another claim wants other incidents: these are the ones that it is about, ready to be changed. */
export function withClaim(before: PlanForm, claim: Claim, options: ExperimentOptions): PlanForm {
  // Several models belong to one claim alone, and so do a family's floors.
  const form = { ...before, models: before.models.slice(0, 1), exploratory: false };
  const family = options.skills.find(({ isDefaultChoice }) => isDefaultChoice)?.family ?? null;
  const own = options.scenarios.filter((scenario) => family !== null && scenario.family === family);
  const ids = (list: ExperimentOptions['scenarios'], ...classes: string[]) =>
    list.filter((scenario) => classes.includes(scenario.class)).map(({ scenarioId }) => scenarioId);
  const noop = ids(options.scenarios, 'noop');
  const standard = options.presets.find(({ id }) => id === 'standard');
  const arms = (...kinds: Arm[]) => kinds.map((arm, key): FormArm => ({ key, arm, versionIds: null }));
  switch (claim) {
    case 'incident': {
      const [one] = [...ids(own, 'near'), ...ids(options.scenarios, 'near')];
      return {
        ...form,
        claim,
        scenarioIds: [...(one ? [one] : []), ...ids(own, 'negative'), ...noop],
        seeds: '15',
      };
    }
    case 'family': {
      if (own.length === 0) return { ...form, claim };
      // Of some families there are enough incidents for a verdict; of others a figure is all that can come out.
      const { floors, benefitClasses } = options.rules.family;
      const enough = ids(own, ...benefitClasses).length >= floors.units;
      return {
        ...form,
        claim,
        scenarioIds: [...ids(own, 'near', 'far', 'negative'), ...noop],
        seeds: enough ? '6' : form.seeds,
        exploratory: !enough,
      };
    }
    case 'pipeline': {
      // Incidents of a family that has one to learn from; more of them beat more seeds.
      const learned = new Set(
        options.scenarios.filter((each) => each.class === 'learning').map((each) => each.family),
      );
      const tested = options.scenarios.filter((each) => learned.has(each.family));
      const scenarioIds = [...ids(tested, 'near', 'far', 'negative'), ...noop];
      return {
        ...form,
        claim,
        scenarioIds: scenarioIds.length > 0 ? scenarioIds : form.scenarioIds,
        seeds: '2',
        arms: arms('none', 'learned'),
      };
    }
    case 'models': {
      // Each model is judged alone, on incidents of the skill's own family as long as there are enough of them.
      const { floors, benefitClasses } = options.rules.models;
      const enough = ids(own, ...benefitClasses).length >= floors.units;
      return {
        ...form,
        claim,
        scenarioIds: enough
          ? [...ids(own, 'near', 'far', 'negative'), ...noop]
          : (standard?.scenarioIds ?? form.scenarioIds),
        seeds: '5',
        models: [...new Set([...before.models, ...options.models.map(({ name }) => name)])].slice(0, 2),
      };
    }
    case 'across-families':
      return { ...form, claim, scenarioIds: standard?.scenarioIds ?? form.scenarioIds };
  }
}
