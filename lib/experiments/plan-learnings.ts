import type { ExperimentPlan, PlannedScenario } from '#lib/protocol/experiment-plan.ts';

/** One independent learning of the pipeline claim: a run on a learning incident, in a learning space of its own. */
export interface PlannedLearning {
  distillationId: string;
  scenario: PlannedScenario;
  seed: number;
}

/** Seeds of learning runs begin here, so that none tells an incident as a test run does. */
const FIRST_SEED = 1001;

type Pipeline = Pick<ExperimentPlan, 'pipeline'>;

/** All learnings in the order of their ids: family by family, or in plans of earlier labs incident by incident in turn. */
export function planLearnings({ pipeline }: Pipeline): PlannedLearning[] {
  if (!pipeline) return [];
  const { distillations, perFamily, scenarios } = pipeline;
  const sources =
    perFamily === undefined
      ? Array.from({ length: distillations }, (_, index) => scenarios[index % scenarios.length])
      : [...familiesOf(scenarios).values()].flatMap((own) =>
          Array.from({ length: perFamily }, (_, index) => own[index % own.length]),
        );
  return sources
    .filter((scenario) => scenario !== undefined)
    .map((scenario, index) => ({
      distillationId: `d${String(index + 1).padStart(2, '0')}`,
      scenario,
      seed: FIRST_SEED + index,
    }));
}

/** Learnings whose skill a run of the pipeline's arm may be given: so many in each block. */
export const learningsPerBlock = ({ pipeline }: Pipeline): number =>
  pipeline ? (pipeline.perFamily ?? pipeline.distillations) : 0;

/**
 * Which learnings each place of an experiment tests: those of the incident's own family. An incident of no learned family (nothing to
 * fix, unrelated) takes as many, in turn over all families, so that each family's skills show where they do harm.
 */
export function learningsByPlace(
  plan: Pipeline,
  places: readonly { scenario: PlannedScenario }[],
): string[][] {
  const learnings = planLearnings(plan);
  const perFamily = plan.pipeline?.perFamily;
  const all = learnings.map(({ distillationId }) => distillationId);
  if (perFamily === undefined) return places.map(() => all);
  const families = Map.groupBy(learnings, ({ scenario }) => familyOf(scenario));
  const inTurn = Array.from({ length: perFamily }, (_, turn) =>
    [...families.values()].flatMap((own) => own[turn]?.distillationId ?? []),
  ).flat();
  let next = 0;
  return places.map(({ scenario }) => {
    const own = families.get(familyOf(scenario));
    if (own) return own.map(({ distillationId }) => distillationId);
    return Array.from({ length: perFamily }, () => inTurn[next++ % inTurn.length] ?? '');
  });
}

/** How many families are learned. */
export const learnedFamilies = ({ pipeline }: Pipeline): number =>
  pipeline ? familiesOf(pipeline.scenarios).size : 0;

/** An incident that belongs to none is a family of its own. */
export const familyOf = ({ family, scenarioId }: PlannedScenario): string => family ?? scenarioId;

const familiesOf = (scenarios: readonly PlannedScenario[]): Map<string, PlannedScenario[]> =>
  Map.groupBy(scenarios, familyOf);
