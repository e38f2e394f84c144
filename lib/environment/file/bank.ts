import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ScenarioDefinition } from '../scenario-schema.ts';
import { CLASSES } from '../scenario-schema.ts';
import type { Plain } from './merge-scenario.ts';
import { parseScenario, parseTopology } from './parse-scenario.ts';
import type { FileProblem } from './read-yaml.ts';

/** The built-in incidents: what could be read, and what is wrong with the rest. */
export interface Bank {
  scenarios: readonly ScenarioDefinition[];
  /** The file of each scenario, by id. */
  files: ReadonlyMap<string, string>;
  topologies: ReadonlyMap<string, Plain>;
  problems: readonly (FileProblem & { file: string })[];
}

/** The server is bundled, so the folder is found from where it runs: the root of the project. */
const FOLDER = join('lib', 'environment', 'bank');
const banks = new Map<string, Bank>();

/** Reads a bank's folder once. A broken file is reported in `problems` and left out. */
export function readBank(folder: string = join(process.cwd(), FOLDER)): Bank {
  const known = banks.get(folder);
  if (known) return known;
  const bank = loadBank(folder);
  banks.set(folder, bank);
  return bank;
}

export const listScenarios = (): ScenarioDefinition[] => [...readBank().scenarios];

export const findScenario = (id: string): ScenarioDefinition | undefined =>
  readBank().scenarios.find((scenario) => scenario.id === id);

function loadBank(folder: string): Bank {
  const topologies = new Map<string, Plain>();
  const scenarios: ScenarioDefinition[] = [];
  const files = new Map<string, string>();
  const problems: (FileProblem & { file: string })[] = [];
  const report = (file: string, found: readonly FileProblem[]) =>
    problems.push(...found.map((problem) => ({ ...problem, file: relative(folder, file) })));
  for (const file of yamlFiles(join(folder, 'topologies'))) {
    const parsed = parseTopology(readFileSync(file, 'utf8'));
    if (parsed.ok) topologies.set(String(parsed.topology['id']), parsed.topology);
    else report(file, parsed.problems);
  }
  for (const file of yamlFiles(join(folder, 'incidents'))) {
    const parsed = parseScenario(readFileSync(file, 'utf8'), (id) => topologies.get(id));
    if (!parsed.ok) report(file, parsed.problems);
    else {
      scenarios.push(parsed.scenario);
      files.set(parsed.scenario.id, file);
    }
  }
  return { scenarios: scenarios.toSorted(byPlace), files, topologies, problems };
}

/** The classic incidents first, then family by family, each from the learning incident to its twin. */
function byPlace(a: ScenarioDefinition, b: ScenarioDefinition): number {
  const place = ({ id, family = '', class: kind }: ScenarioDefinition) =>
    id.startsWith('classic-')
      ? `0 ${id}`
      : `${kind === 'noop' ? 2 : 1} ${family} ${CLASSES.findIndex((known) => known === kind)} ${id}`;
  return place(a) < place(b) ? -1 : 1;
}

function yamlFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
