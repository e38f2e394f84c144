import { rangedNumber } from '../config-value.ts';
import { planWorld } from '../model/world-plan.ts';
import type { ScenarioDefinition } from '../scenario-schema.ts';
import { openSession } from '../session.ts';
import { writeLogs } from '../tools/write-logs.ts';
import type { ValidityCheck } from './validity-report.ts';

const MIN_UNRELATED = 0.3;
const MIN_RED_HERRINGS = 2;
const MIN_KEYS = 8;
const MAX_KEYS = 14;
const MIN_KNOBS = 3;

/** What a scenario must offer so that finding the cause takes looking. */
export function checkShape(scenario: ScenarioDefinition, seed: number): ValidityCheck[] {
  return [checkNoise(scenario, seed), checkHerrings(scenario), checkKnobs(scenario)];
}

function checkNoise(scenario: ScenarioDefinition, seed: number): ValidityCheck {
  const plan = planWorld(scenario, seed);
  const { history } = openSession(plan);
  const ratios = scenario.services.flatMap(({ name }) => {
    const lines = writeLogs(plan, name, history);
    const unrelated = lines.filter((line) => line.unrelated).length;
    return lines.length > 0 ? [{ name, ratio: unrelated / lines.length }] : [];
  });
  const least = ratios.toSorted((a, b) => a.ratio - b.ratio)[0];
  return {
    name: `at least ${MIN_UNRELATED * 100} % of every log is unrelated`,
    passed: least !== undefined && least.ratio >= MIN_UNRELATED,
    detail: least ? `Least in ${least.name}: ${Math.round(least.ratio * 100)} %.` : 'There are no logs.',
  };
}

function checkHerrings({ redHerrings }: ScenarioDefinition): ValidityCheck {
  return {
    name: `there are at least ${MIN_RED_HERRINGS} red herrings`,
    passed: redHerrings.length >= MIN_RED_HERRINGS,
    detail: redHerrings.map(({ service, detail }) => `${service}: ${detail}`).join(' '),
  };
}

function checkKnobs({ services }: ScenarioDefinition): ValidityCheck {
  const odd = services.filter(({ config }) => {
    const knobs = config.filter((setting) => rangedNumber(setting, setting.value) !== null);
    return config.length < MIN_KEYS || config.length > MAX_KEYS || knobs.length < MIN_KNOBS;
  });
  return {
    name: `every service has ${MIN_KEYS} to ${MAX_KEYS} keys, at least ${MIN_KNOBS} of them numbers to turn`,
    passed: odd.length === 0,
    detail:
      odd.length === 0
        ? `${services.length} services looked at.`
        : `Not so: ${odd.map(({ name, config }) => `${name} (${config.length})`).join(', ')}.`,
  };
}
