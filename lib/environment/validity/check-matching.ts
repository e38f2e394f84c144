import { writeValue } from '../config-value.ts';
import { BASE_SEED } from '../model/noise.ts';
import { planWorld } from '../model/world-plan.ts';
import type { ScenarioData } from '../scenario-schema.ts';
import { openSession } from '../session.ts';
import { unrelatedShare } from './check-shape.ts';
import type { ServiceLines } from './read-lines.ts';
import { readLines, says } from './read-lines.ts';
import { playSolver } from './reference-agents.ts';
import type { ValidityCheck } from './validity-report.ts';

const MAX_CALLS_APART = 1;
const MAX_LOGS_APART = 2;
const MAX_NOISE_APART = 0.15;
const MAX_HERRINGS_APART = 1;
/** Shorter values (0, 16, on) stand in many lines by chance. */
const TELLING_LENGTH = 3;

/**
 * Whether a transfer or a twin is as hard as the incident that it is compared with, so that a difference in an
 * experiment comes from what was learned. Both are taken as they are written (seed 1).
 */
export function checkMatching(
  scenario: ScenarioData,
  lookUp: (id: string) => ScenarioData | undefined,
): ValidityCheck[] {
  const id = scenario.transferOf ?? scenario.twinOf?.scenarioId;
  const learning = id === undefined ? undefined : lookUp(id);
  if (!learning) return [];
  const [mine, its] = [measureDifficulty(scenario), measureDifficulty(learning)];
  return [
    checkDifficulty(learning.id, mine, its),
    ...(scenario.transferOf === undefined
      ? []
      : [checkClues(scenario, learning, mine, its), checkConstants(scenario, learning)]),
  ];
}

/** How hard a scenario is, by what a solver meets on its way. */
export interface Difficulty {
  /** Of the reference solver. */
  calls: number;
  logs: number;
  noise: number;
  herrings: number;
  lines: readonly ServiceLines[];
}

export function measureDifficulty(scenario: ScenarioData): Difficulty {
  const plan = planWorld(scenario, BASE_SEED);
  const lines = readLines(plan, openSession(plan));
  const written = lines.filter(({ logs }) => logs.length > 0);
  return {
    calls: playSolver(scenario).length,
    logs: written.length,
    noise: written.reduce((sum, each) => sum + unrelatedShare(each), 0) / Math.max(1, written.length),
    herrings: scenario.redHerrings.length,
    lines,
  };
}

function checkDifficulty(learningId: string, mine: Difficulty, its: Difficulty): ValidityCheck {
  const compared: readonly (readonly [string, number, number, number])[] = [
    ['calls of the solver', mine.calls, its.calls, MAX_CALLS_APART],
    ['services with logs', mine.logs, its.logs, MAX_LOGS_APART],
    ['% unrelated lines', Math.round(mine.noise * 100), Math.round(its.noise * 100), MAX_NOISE_APART * 100],
    ['red herrings', mine.herrings, its.herrings, MAX_HERRINGS_APART],
  ];
  return {
    id: 'difficulty',
    name: `it is as hard as ${learningId}`,
    passed: compared.every(([, one, other, apart]) => Math.abs(one - other) <= apart),
    detail: `${compared.map(([what, one, other]) => `${what} ${one} (there ${other})`).join(', ')}.`,
  };
}

/** No line may name the wrong key or its value, unless one of the learning incident does. */
function checkClues(
  scenario: ScenarioData,
  learning: ScenarioData,
  mine: Difficulty,
  its: Difficulty,
): ValidityCheck {
  const clue = findClue(scenario, mine.lines);
  const allowed = findClue(learning, its.lines) !== undefined;
  return {
    id: 'clues',
    name: `its logs give no more away than those of ${learning.id}`,
    passed: clue === undefined || allowed,
    detail: clue === undefined ? 'No line names the key or its value.' : `A line says: ${clue}`,
  };
}

function findClue({ root, services }: ScenarioData, lines: readonly ServiceLines[]): string | undefined {
  if (!root) return undefined;
  const setting = services
    .find(({ name }) => name === root.service)
    ?.config.find(({ key }) => key === root.key);
  const value = setting === undefined ? '' : writeValue(setting.value);
  const words = [root.key, ...(value.length >= TELLING_LENGTH ? [value] : [])];
  return lines
    .flatMap(({ logs }) => logs.map(({ text }) => text))
    .find((line) => words.some((word) => says(line, word)));
}

/** What is written here must not be what was written there: a copied number would be luck. */
function checkConstants(scenario: ScenarioData, learning: ScenarioData): ValidityCheck {
  const valuesOf = ({ root }: ScenarioData) => (root?.fix ?? []).map(({ value }) => writeValue(value));
  const known = new Set(valuesOf(learning));
  const same = valuesOf(scenario).filter(
    (value) => value.length >= 2 && value !== 'true' && value !== 'false' && known.has(value),
  );
  return {
    id: 'constants',
    name: `its fix has no value from the fix of ${learning.id}`,
    passed: same.length === 0,
    detail:
      same.length === 0
        ? 'All values differ; switches and single digits do not count.'
        : `The same: ${same.join(', ')}.`,
  };
}
