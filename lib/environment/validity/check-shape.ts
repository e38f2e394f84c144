import { rangedNumber, writeValue } from '../config-value.ts';
import type { ScenarioData } from '../scenario-schema.ts';
import type { ServiceLines } from './read-lines.ts';
import { says } from './read-lines.ts';
import type { ValidityCheck } from './validity-report.ts';

const MIN_UNRELATED = 0.3;
const MIN_RED_HERRINGS = 2;
const MIN_KEYS = 8;
const MAX_KEYS = 14;
const MIN_KNOBS = 3;

/** What a scenario must offer so that finding the cause takes looking. */
export function checkShape(scenario: ScenarioData, lines: readonly ServiceLines[]): ValidityCheck[] {
  return [checkNoise(lines), checkHerrings(scenario), checkKnobs(scenario), checkLeak(scenario, lines)];
}

/** Share of a log that has nothing to do with the incident. */
export function unrelatedShare({ logs }: ServiceLines): number {
  return logs.filter(({ unrelated }) => unrelated).length / Math.max(1, logs.length);
}

function checkNoise(lines: readonly ServiceLines[]): ValidityCheck {
  const ratios = lines
    .filter(({ logs }) => logs.length > 0)
    .map((each) => ({ service: each.service, ratio: unrelatedShare(each) }));
  const least = ratios.toSorted((a, b) => a.ratio - b.ratio)[0];
  return {
    id: 'noise',
    name: `at least ${MIN_UNRELATED * 100} % of every log is unrelated`,
    passed: least !== undefined && least.ratio >= MIN_UNRELATED,
    detail: least ? `Least in ${least.service}: ${Math.round(least.ratio * 100)} %.` : 'There are no logs.',
  };
}

function checkHerrings({ redHerrings }: ScenarioData): ValidityCheck {
  return {
    id: 'herrings',
    name: `there are at least ${MIN_RED_HERRINGS} red herrings`,
    passed: redHerrings.length >= MIN_RED_HERRINGS,
    detail: redHerrings.map(({ service, detail }) => `${service}: ${detail}`).join(' '),
  };
}

function checkKnobs({ services }: ScenarioData): ValidityCheck {
  const odd = services.filter(({ config }) => {
    const knobs = config.filter((setting) => rangedNumber(setting, setting.value) !== null);
    return config.length < MIN_KEYS || config.length > MAX_KEYS || knobs.length < MIN_KNOBS;
  });
  return {
    id: 'knobs',
    name: `every service has ${MIN_KEYS} to ${MAX_KEYS} keys, at least ${MIN_KNOBS} of them numbers to turn`,
    passed: odd.length === 0,
    detail:
      odd.length === 0
        ? `${services.length} services looked at.`
        : `Not so: ${odd.map(({ name, config }) => `${name} (${config.length})`).join(', ')}.`,
  };
}

/** Logs and gauges show symptoms; whoever reads them must still find the cause. */
function checkLeak({ root }: ScenarioData, lines: readonly ServiceLines[]): ValidityCheck {
  const told = lines.flatMap(({ service, logs, status }) =>
    [...logs.map(({ text }) => text), ...status].map((line) => ({ service, line })),
  );
  const leak = told.find(({ line }) =>
    root?.fix.some(({ key, value }) => says(line, key) && says(line, writeValue(value))),
  );
  return {
    id: 'leak',
    name: 'no line names a key of the fix together with its right value',
    passed: leak === undefined,
    detail: leak
      ? `${leak.service}: ${leak.line.trim()}`
      : `${told.length} lines of logs and status looked at.`,
  };
}
