import type { ExperimentOptions } from '#lib/protocol/experiment-http.ts';
import { STORY_SCENARIOS } from '#lib/protocol/story-scenarios.ts';
import { defaultRules } from '#lib/stats/analysis/analysis-rules.ts';
import { classifyScenario, type ClassifiedScenario } from './classify-scenario.ts';

type Preset = ExperimentOptions['presets'][number];

interface PresetScenario extends ClassifiedScenario {
  /** The incident that it looks like, with another cause: whoever learned from that one may be misled. */
  twinOf: string | null;
}

const ARMS: Preset['arms'] = [{ arm: 'none' }, { arm: 'learned' }, { arm: 'placebo' }];

/** Ready-made experiments, filled from the incidents that there are: two about the skill of Act 1, three sizes and an A/A. */
export function makePresets(scenarios: readonly PresetScenario[]): Preset[] {
  const of = (...classes: readonly string[]) =>
    classes.flatMap((name) => scenarios.filter((scenario) => scenario.class === name));
  const benefit = spreadOverFamilies(of('near', 'far'));
  const negative = spreadOverFamilies(of('negative'));
  const noop = of('noop');
  const size = (
    id: string,
    title: string,
    [most, twins, calm, seeds]: readonly [benefit: number, negative: number, noop: number, seeds: number],
  ): Preset => ({
    id,
    title,
    claim: 'across-families',
    scenarioIds: idsOf([...benefit.slice(0, most), ...negative.slice(0, twins), ...noop.slice(0, calm)]),
    seeds,
    arms: ARMS,
  });
  const { act1, act2 } = STORY_SCENARIOS;
  const family = scenarios.find(({ scenarioId }) => scenarioId === act1)?.family;
  const twins = of('negative').filter((scenario) => scenario.family === family);
  return [
    {
      id: 'story',
      title: 'Does the skill of Act 1 help in Act 2?',
      claim: 'incident',
      // Without any loss it takes 52 pairs to show that success is not lower; the one twin of Act 1 then has more than enough to bound harm.
      scenarioIds: [act2, ...idsOf(twins.filter(({ twinOf }) => twinOf === act1))],
      seeds: 52,
      arms: ARMS,
    },
    {
      id: 'family',
      title: 'Does it help on incidents like it?',
      claim: 'family',
      scenarioIds: idsOf([...likeAct1(scenarios, family ?? null), ...twins, ...noop]),
      // 52 pairs for gate 1 here too, and 29 to bound harm.
      seeds: 6,
      arms: ARMS,
    },
    size('quick', 'Quick look', [6, 2, 1, 3]),
    size('standard', 'Standard', [12, 6, 2, 5]),
    size('full', 'Full', [24, 12, 4, 5]),
    {
      id: 'aa',
      title: 'A/A: no skill twice',
      claim: 'across-families',
      // As the standard size: without incidents for harm HELPS could not come out, and the rate of false ones would be nil for nothing.
      scenarioIds: idsOf([...benefit.slice(0, 12), ...negative.slice(0, 6), ...noop.slice(0, 2)]),
      seeds: 5,
      arms: [{ arm: 'none' }, { arm: 'none' }],
    },
  ];
}

/** Where a skill that Act 1 alone taught should help within its family, by the claim's own rules. */
function likeAct1(scenarios: readonly ClassifiedScenario[], family: string | null): ClassifiedScenario[] {
  const learned = { scenarioIds: [STORY_SCENARIOS.act1], families: family === null ? [] : [family] };
  const { benefitClasses } = defaultRules('family');
  return scenarios.filter((scenario) =>
    benefitClasses.includes(classifyScenario(scenario, learned, 'family')),
  );
}

/** The first of each family, then the second of each, and so on: a cut anywhere is about as many families as it can be. */
export function spreadOverFamilies<Incident extends ClassifiedScenario>(
  incidents: readonly Incident[],
): Incident[] {
  const families = [...Map.groupBy(incidents, ({ family, scenarioId }) => family ?? scenarioId).values()];
  const rounds = Math.max(0, ...families.map(({ length }) => length));
  return Array.from({ length: rounds }, (_, round) =>
    families.flatMap((own) => own.slice(round, round + 1)),
  ).flat();
}

const idsOf = (scenarios: readonly ClassifiedScenario[]): string[] =>
  scenarios.map(({ scenarioId }) => scenarioId);
