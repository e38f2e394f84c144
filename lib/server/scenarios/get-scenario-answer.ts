import 'server-only';
import { scenarioJsonSchema, type ScenarioDefinition } from '#lib/environment/index.ts';
import type { ScenarioAnswer, ScenarioRule } from '#lib/protocol/scenario.ts';
import { requireScenario } from './find-scenario.ts';
import { getLab } from '../lab/get-lab.ts';
import { inWords } from './preview-scenario.ts';

type Root = NonNullable<ScenarioDefinition['root']>;
type Plain = Readonly<Record<string, unknown>>;

/** What a solver must find out. Asked for apart, so that a page does not carry it before somebody wants it. */
export async function getScenarioAnswer(scenarioId: string): Promise<ScenarioAnswer> {
  const { store } = await getLab();
  const { scenario } = await requireScenario(store, scenarioId);
  const { root, redHerrings, symptoms, twinOf } = scenario;
  return {
    root: root && tellRoot(scenario, root),
    redHerrings,
    symptoms,
    twinOf: twinOf
      ? {
          scenarioId: twinOf.scenarioId,
          misleads: twinOf.learnedFix.map(({ service, key, value }) => ({
            service,
            key,
            value: inWords(value),
          })),
        }
      : null,
  };
}

function tellRoot({ services }: ScenarioDefinition, root: Root): NonNullable<ScenarioAnswer['root']> {
  const settings = services.find(({ name }) => name === root.service)?.config ?? [];
  const setting = settings.find(({ key }) => root.key === key || root.key.startsWith(`${key}.`));
  return {
    service: root.service,
    key: root.key,
    stored: setting ? inWords(setting.value) : '',
    loaded: setting?.loaded === undefined ? null : inWords(setting.loaded),
    cause: flatten(root.cause).map(({ is, ...parameters }) => ({
      name: is,
      meaning: meaningOf('is', is),
      parameters: tellParameters(parameters),
    })),
    fix: root.fix.map(({ service, key, value }) => ({ service, key, value: inWords(value) })),
    restarts: root.restarts,
    involves: root.involves ?? null,
    effects: (setting?.effects ?? []).map(({ kind, ...parameters }): ScenarioRule => ({
      name: kind,
      meaning: meaningOf('kind', kind),
      parameters: tellParameters(parameters),
    })),
  };
}

type Cause = Root['cause'];

const flatten = (cause: Cause): Exclude<Cause, { is: 'all' }>[] =>
  cause.is === 'all' ? cause.of.flatMap(flatten) : [cause];

const tellParameters = (parameters: Plain): [string, string][] =>
  Object.entries(parameters)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, inWords(value)]);

/** What the schema of scenario files says of a word of its vocabulary; '' when it says nothing. */
function meaningOf(tag: 'is' | 'kind', word: string): string {
  meanings ??= collect(scenarioJsonSchema());
  return meanings.get(`${tag} ${word}`) ?? '';
}

let meanings: Map<string, string> | undefined;

function collect(schema: unknown, found = new Map<string, string>()): Map<string, string> {
  if (Array.isArray(schema)) for (const each of schema) collect(each, found);
  if (!isPlain(schema)) return found;
  const { description, properties } = schema;
  if (typeof description === 'string' && isPlain(properties)) {
    for (const tag of ['is', 'kind'] as const) {
      const property = properties[tag];
      if (isPlain(property) && typeof property['const'] === 'string') {
        const key = `${tag} ${property['const']}`;
        if (!found.has(key)) found.set(key, description);
      }
    }
  }
  for (const each of Object.values(schema)) collect(each, found);
  return found;
}

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
