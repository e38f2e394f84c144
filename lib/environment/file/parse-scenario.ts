import { withRequest } from '../define-scenario.ts';
import { findMistakes } from '../find-mistakes.ts';
import { BASE_SEED } from '../model/noise.ts';
import { at, planWorld } from '../model/world-plan.ts';
import type { ScenarioData, ScenarioDefinition } from '../scenario-schema.ts';
import { scenarioSchema } from '../scenario-schema.ts';
import { openSession } from '../session.ts';
import { completeScenario } from './complete-scenario.ts';
import type { Told } from './describe-issue.ts';
import { describeIssue } from './describe-issue.ts';
import { scenarioFileSchema } from './file-schema.ts';
import type { Plain } from './merge-scenario.ts';
import { isPlain, mergeScenario } from './merge-scenario.ts';
import type { FileProblem, YamlFile } from './read-yaml.ts';
import { readYaml } from './read-yaml.ts';

/** The topology of a name, as its file says it; undefined when there is none. */
export type ResolveTopology = (id: string) => Plain | undefined;

export type ParsedScenario =
  | { ok: true; scenario: ScenarioDefinition }
  | { ok: false; problems: FileProblem[] };

/** Reads a scenario file, built in or a user's. Never throws; every problem has its line. */
export function parseScenario(text: string, resolveTopology: ResolveTopology): ParsedScenario {
  const read = parseFile(text);
  if (!read.ok) return read;
  const { plain, file } = read;
  const fail = (told: readonly Told[]): ParsedScenario => ({
    ok: false,
    problems: told.map(({ path, message }) => file.at(path, message)),
  });
  const base = plain['extends'];
  const topology = typeof base === 'string' ? resolveTopology(base) : {};
  if (!topology) return fail([{ path: ['extends'], message: `there is no topology '${String(base)}'` }]);
  const completed = completeScenario(mergeScenario(topology, plain));
  const checked = scenarioSchema.safeParse(completed);
  if (!checked.success) {
    const told = checked.error.issues.flatMap(describeIssue);
    return fail(told.map(({ path, message }) => ({ path: namedPath(completed, path), message })));
  }
  const mistakes = findMistakes(checked.data);
  if (mistakes.length > 0) return fail(mistakes);
  const strange = findStrangeNumbers(checked.data);
  if (strange.length > 0) return fail(strange);
  return { ok: true, scenario: withRequest(checked.data) };
}

/** Each number may be fine and their product too much: the world must stay finite. */
function findStrangeNumbers(data: ScenarioData): Told[] {
  const plan = planWorld(data, BASE_SEED);
  const { world } = openSession(plan);
  return plan.services.flatMap(({ service: { name }, index }) => {
    const { failing, p99Ms, requests, utilisation } = at(world.facts.services, index);
    const finite = [failing, p99Ms, requests, utilisation].every(Number.isFinite);
    return finite
      ? []
      : [{ path: ['services', name], message: `the load on ${name} is not a finite number` }];
  });
}

/** Reads a topology: the same language, and nothing is wrong in it. */
export function parseTopology(
  text: string,
): { ok: true; topology: Plain } | { ok: false; problems: FileProblem[] } {
  const read = parseFile(text);
  return read.ok ? { ok: true, topology: read.plain } : read;
}

function parseFile(
  text: string,
): { ok: true; plain: Plain; file: YamlFile } | { ok: false; problems: FileProblem[] } {
  const read = readYaml(text);
  if (!read.ok) return read;
  const { file } = read;
  const checked = scenarioFileSchema.safeParse(withoutNulls(file.data));
  if (!checked.success || !isPlain(file.data)) {
    const told = checked.success ? [] : checked.error.issues.flatMap(describeIssue);
    return { ok: false, problems: told.map(({ path, message }) => file.at(path, message)) };
  }
  return { ok: true, plain: file.data, file };
}

/** Null takes away what the topology says, so it is right wherever a field is. */
function withoutNulls(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withoutNulls);
  if (!isPlain(data)) return data;
  const kept = Object.entries(data).filter(([, value]) => value !== null);
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutNulls(value)]));
}

/** `services.3.config.2` of the complete form is `services.orders-api.config.db_pool_max` of the file. */
function namedPath(data: unknown, path: readonly PropertyKey[]): PropertyKey[] {
  let here: unknown = data;
  return path.map((step) => {
    const next: unknown = isPlain(here) || Array.isArray(here) ? Reflect.get(here, step) : undefined;
    here = next;
    if (typeof step !== 'number' || !isPlain(next)) return step === 'requestTemplate' ? 'request' : step;
    const named = next['name'] ?? next['key'];
    return typeof named === 'string' ? named : step;
  });
}
