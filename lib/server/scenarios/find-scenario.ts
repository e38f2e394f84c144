import { readFileSync } from 'node:fs';
import { z } from 'zod';
import {
  findScenario as findBuiltIn,
  hashScenario,
  listScenarios as listBuiltIn,
  parseScenario,
  readBank,
  scenarioSchema,
  type ScenarioDefinition,
} from '#lib/environment/index.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { RunPlan } from '#lib/protocol/run-plan.ts';
import type { ScenarioVersion, Store } from '#lib/store/index.ts';

/** A scenario, whoever wrote it. */
export interface FoundScenario {
  scenario: ScenarioDefinition;
  /** Content hash: the version of it. */
  hash: string;
  own: boolean;
  /** Of an own scenario's newest text; null for a built-in one and for a version that only runs remember. */
  saved: ScenarioVersion | null;
}

type Place = Pick<Store, 'scenarios'>;

/**
 * The one way to a scenario: the exact version of a hash, or the newest of an id. Null when there is none.
 * Versions of a hash outlive their file, so that a run resumes and repeats in the world that it began in.
 */
export async function findScenario(
  { scenarios }: Place,
  scenarioId: string,
  hash?: string,
): Promise<FoundScenario | null> {
  const builtIn = findBuiltIn(scenarioId);
  if (builtIn && (hash === undefined || hash === hashOf(builtIn))) return fromBank(builtIn);
  if (hash !== undefined) {
    const kept = definitionSchema.safeParse(await scenarios.definition(hash));
    const own = builtIn === undefined;
    return kept.success ? { scenario: kept.data, hash, own, saved: null } : null;
  }
  const saved = await scenarios.latest(scenarioId);
  return saved ? fromVersion({ scenarios }, saved) : null;
}

/** Throws `not_found` in words for whoever started something with it. */
export async function requireScenario(
  store: Place,
  scenarioId: string,
  hash?: string,
): Promise<FoundScenario> {
  const found = await findScenario(store, scenarioId, hash);
  if (found) return found;
  throw new LabError({
    code: 'not_found',
    message:
      hash === undefined
        ? `There is no scenario ${scenarioId}.`
        : `This version of scenario ${scenarioId} (${hash.slice(0, 8)}) cannot be read any more.`,
    hint: 'The Scenarios page lists what there is.',
  });
}

/** The world of a run: of the version that it was planned with. */
export const scenarioOf = async (
  store: Place,
  { scenarioId, scenarioHash }: Pick<RunPlan, 'scenarioId' | 'scenarioHash'>,
): Promise<ScenarioDefinition> => (await requireScenario(store, scenarioId, scenarioHash)).scenario;

/** The plan with the version that it plays, which is kept from then on. */
export async function withScenarioVersion(store: Place, plan: RunPlan): Promise<RunPlan> {
  const { scenario, hash } = await requireScenario(store, plan.scenarioId, plan.scenarioHash);
  await store.scenarios.keep(hash, scenario.id, scenario);
  return { ...plan, scenarioHash: hash };
}

/** All that there are: built-in ones in their order, then the user's by id. */
export async function findScenarios(store: Place): Promise<FoundScenario[]> {
  const saved = await store.scenarios.list();
  const own = await Promise.all(saved.map((version) => fromVersion(store, version)));
  const builtIn = listBuiltIn().map(fromBank);
  const taken = new Set(builtIn.map(({ scenario }) => scenario.id));
  return [...builtIn, ...own.filter((found) => found !== null && !taken.has(found.scenario.id))].filter(
    (found) => found !== null,
  );
}

/** The file of a scenario: the user's newest text, or the built-in one's. */
export function textOf({ scenario, saved }: FoundScenario): string | null {
  if (saved) return saved.text;
  const file = readBank().files.get(scenario.id);
  return file === undefined ? null : readFileSync(file, 'utf8');
}

/** Does not count the request, which is worded by the world. */
export function hashOf(scenario: ScenarioDefinition): string {
  const known = hashes.get(scenario);
  if (known !== undefined) return known;
  const { request: _request, ...data } = scenario;
  const hash = hashScenario(data);
  hashes.set(scenario, hash);
  return hash;
}

const hashes = new WeakMap<ScenarioDefinition, string>();
const definitionSchema = scenarioSchema.extend({ request: z.string() });

const fromBank = (scenario: ScenarioDefinition): FoundScenario => ({
  scenario,
  hash: hashOf(scenario),
  own: false,
  saved: null,
});

/** The definition that was saved with the text; the text is read anew where a newer lab cannot read the old one. */
async function fromVersion({ scenarios }: Place, saved: ScenarioVersion): Promise<FoundScenario | null> {
  const kept = definitionSchema.safeParse(await scenarios.definition(saved.hash));
  if (kept.success) return { scenario: kept.data, hash: saved.hash, own: true, saved };
  const parsed = parseScenario(saved.text, (id) => readBank().topologies.get(id));
  return parsed.ok ? { scenario: parsed.scenario, hash: hashOf(parsed.scenario), own: true, saved } : null;
}
