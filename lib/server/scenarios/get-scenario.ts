import 'server-only';
import { createEnvironment, measureDifficulty, type ScenarioDefinition } from '#lib/environment/index.ts';
import { SCENARIO_CLASSES, type ScenarioDifficulty, type ScenarioPageData } from '#lib/protocol/scenario.ts';
import { findScenario, findScenarios, type FoundScenario } from './find-scenario.ts';
import { getLab } from '../lab/get-lab.ts';
import { keysOf, toEntry } from './list-scenarios.ts';
import { inWords } from './preview-scenario.ts';
import { getValidity } from './scenario-validity.ts';

/** A scenario for its page, without its answer; null for an unknown one. */
export async function getScenario(scenarioId: string): Promise<ScenarioPageData | null> {
  const lab = await getLab();
  const found = await findScenario(lab.store, scenarioId);
  if (!found) return null;
  const all = await findScenarios(lab.store);
  const keys = keysOf(all);
  const reports = await lab.store.scenarios.validity([...keys.values()]);
  const entryOf = (each: FoundScenario) => toEntry(lab, each, keys.get(each.scenario.id) ?? '', reports);
  const { scenario } = found;
  return {
    entry: entryOf(found),
    world: createEnvironment(scenario, 1).snapshot(),
    entryService: scenario.entry.service,
    rps: scenario.entry.rps,
    promise: {
      maxErrorRate: scenario.slo.maxErrorRate,
      p99Ms: scenario.slo.p99Ms,
      lag: scenario.slo.lag ? { service: scenario.slo.lag.service, max: scenario.slo.lag.max } : null,
    },
    services: scenario.services.map(({ name, type, config }) => ({
      name,
      type,
      settings: config.map((setting) => ({
        key: setting.key,
        value: inWords(setting.value),
        unit: setting.unit ?? null,
        type: setting.type,
        range: setting.range ?? null,
        choices: setting.choices ?? null,
        applies: setting.applies,
      })),
    })),
    redHerrings: scenario.redHerrings.length,
    family: all
      .filter((each) => each.scenario.id === scenarioId || isRelative(each.scenario, scenario))
      .toSorted((a, b) => rank(a.scenario) - rank(b.scenario))
      .map((each) => difficultyOf(each, entryOf(each).topology)),
    validity: await getValidity(scenarioId),
  };
}

/** Belongs to the same comparison: learning incident, its transfers and its twin. */
function isRelative(one: ScenarioDefinition, other: ScenarioDefinition): boolean {
  const rootOf = ({ id, transferOf, twinOf }: ScenarioDefinition) => transferOf ?? twinOf?.scenarioId ?? id;
  return rootOf(one) === rootOf(other);
}

const rank = ({ class: kind }: ScenarioDefinition): number =>
  SCENARIO_CLASSES.findIndex((each) => each === kind);

const measured = new Map<string, Omit<ScenarioDifficulty, 'scenarioId' | 'title' | 'class' | 'topology'>>();

function difficultyOf({ scenario, hash }: FoundScenario, topology: string | null): ScenarioDifficulty {
  const figures = measured.get(hash) ?? figuresOf(scenario);
  measured.set(hash, figures);
  return {
    scenarioId: scenario.id,
    title: scenario.title,
    class: scenario.class ?? null,
    topology,
    ...figures,
  };
}

function figuresOf(scenario: ScenarioDefinition) {
  const { calls, logs, noise, herrings } = measureDifficulty(scenario);
  return {
    services: scenario.services.length,
    solverCalls: calls,
    logs,
    unrelated: noise,
    redHerrings: herrings,
  };
}
