import { parseScenario, readBank, type ScenarioDefinition } from '#lib/environment/index.ts';
import { MAX_SCENARIO_TEXT, type ScenarioProblem } from '#lib/protocol/scenario.ts';
import { errorMessage } from '#lib/utils/error-message.ts';

export type ReadScenario =
  | { ok: true; scenario: ScenarioDefinition }
  | { ok: false; problems: ScenarioProblem[] };

/** More would help nobody, and a world of that size answers slowly. */
const LIMITS = { services: 60, links: 300, keys: 40, logs: 120, bursts: 50 } as const;
const MOST_PROBLEMS = 100;
const FIRST_BREAKS = 3;

/** Reads a scenario of unknown origin. Never throws: whatever is wrong with a text is a problem of that text. */
export function readScenarioText(text: string): ReadScenario {
  if (text.trim() === '') return refuse('the file is empty; a scenario needs at least an id and a topology');
  if (text.length > MAX_SCENARIO_TEXT) {
    return refuse(`the file has ${text.length} characters; ${MAX_SCENARIO_TEXT} are allowed`);
  }
  const odd = /\uFFFD|\0/.exec(text);
  if (odd) return refuse('there is a byte that is not text here: save the file as UTF-8', text, odd.index);
  try {
    const parsed = parseScenario(text, (id) => readBank().topologies.get(id));
    if (!parsed.ok) return { ok: false, problems: withoutEchoes(parsed.problems).slice(0, MOST_PROBLEMS) };
    const tooMuch = findExcess(parsed.scenario);
    return tooMuch === null ? parsed : refuse(tooMuch);
  } catch (error) {
    return refuse(`the world of this file cannot be calculated: ${errorMessage(error)}`);
  }
}

/** Where YAML itself is broken, what follows the first break says little more. */
function withoutEchoes(problems: readonly ScenarioProblem[]): ScenarioProblem[] {
  const broken = problems.some(({ path, line }) => path === '' && line > 0);
  return broken ? problems.slice(0, FIRST_BREAKS) : [...problems];
}

function refuse(message: string, text = '', offset = -1): ReadScenario {
  const before = offset < 0 ? [] : text.slice(0, offset).split('\n');
  const place = { line: before.length, column: before.length === 0 ? 0 : (before.at(-1)?.length ?? 0) + 1 };
  return { ok: false, problems: [{ message, path: '', ...place }] };
}

function findExcess({ services, links, bursts }: ScenarioDefinition): string | null {
  const count = (what: string, number: number, most: number) =>
    number > most ? `${number} ${what}; ${most} are allowed` : null;
  return (
    count('services', services.length, LIMITS.services) ??
    count('links', links.length, LIMITS.links) ??
    count('bursts', bursts.length, LIMITS.bursts) ??
    services
      .map(
        ({ name, config, logs }) =>
          count(`keys in ${name}`, config.length, LIMITS.keys) ??
          count(`log rules in ${name}`, logs.length, LIMITS.logs),
      )
      .find((excess) => excess !== null) ??
    null
  );
}
