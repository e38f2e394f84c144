import type { ScenarioPreview, ScenarioTopology } from '#lib/protocol/scenario.ts';
import { docOf, placeAt, taggedAt, typeOf } from './json-schema.ts';
import { positionAt, type YamlPosition } from './yaml-position.ts';

/** What completion knows: the language, and the names of this very file. */
export interface Vocabulary {
  schema: unknown;
  topologies: readonly ScenarioTopology[];
  /** Service → key → stored value, of the last text that was right. */
  settings: ScenarioPreview['settings'];
}

export interface Suggestion {
  label: string;
  /** What is written; the label unless given. */
  apply?: string;
  kind: 'key' | 'value' | 'name';
  detail?: string;
  doc?: string;
}

export interface Suggestions {
  from: number;
  typed: string;
  options: Suggestion[];
}

/** Keys whose value is the name of a service. */
const SERVICE_KEYS = new Set([
  'service',
  'from',
  'to',
  'involves',
  'behindCache',
  'lookAt',
  'without',
  'restarts',
]);

/** What may be written at a place: keys and values of the language, and names that the file has. */
export function suggest(text: string, offset: number, vocabulary: Vocabulary): Suggestions {
  const position = positionAt(text, offset);
  const { from, typed } = position;
  const options =
    position.kind === 'key' ? keysFor(text, position, vocabulary) : valuesFor(text, position, vocabulary);
  return { from, typed, options };
}

/** What the language says about the key or value at a place; null when it has no words for it. */
export function explain(
  text: string,
  offset: number,
  vocabulary: Vocabulary,
): { name: string; doc: string; from: number; to: number } | null {
  const start = offset - (/[\w./-]*$/.exec(text.slice(0, offset))?.[0].length ?? 0);
  const length = /^[\w./-]+/.exec(text.slice(start))?.[0].length ?? 0;
  if (length === 0) return null;
  const name = text.slice(start, start + length);
  const position = positionAt(text, start + length);
  const { schema } = vocabulary;
  const doc =
    position.kind === 'key'
      ? docOf(placeAt(schema, position.path, position.siblings).keys.get(name))
      : (tagDoc(position, name, schema) ??
        placeAt(schema, position.path).values.find(({ value }) => value === name)?.doc ??
        '');
  return doc ? { name, doc, from: start, to: start + length } : null;
}

function keysFor(text: string, { path, siblings }: YamlPosition, vocabulary: Vocabulary): Suggestion[] {
  const { keys, required } = placeAt(vocabulary.schema, path, siblings);
  const named = path[0] === 'services' && path.length === 1 ? serviceNames(text, vocabulary) : [];
  const isConfig = path[0] === 'services' && path[2] === 'config' && path.length === 3;
  const stored = isConfig ? (settingsOf(text, vocabulary)[path[1] ?? ''] ?? {}) : {};
  return [
    ...named.map((name): Suggestion => ({ label: name, apply: `${name}:`, kind: 'name', detail: 'service' })),
    ...Object.entries(stored).map(([key, value]): Suggestion => ({
      label: key,
      apply: `${key}: `,
      kind: 'name',
      detail: `now ${value.slice(0, 40)}`,
    })),
    ...[...keys]
      .filter(([key]) => key !== '*')
      .map(([key, node]): Suggestion => ({
        label: key,
        apply: `${key}: `,
        kind: 'key',
        detail: required.has(key) ? 'required' : typeOf(node),
        doc: docOf(node),
      })),
  ].filter(({ label }) => siblings[label] === undefined);
}

function valuesFor(text: string, position: YamlPosition, vocabulary: Vocabulary): Suggestion[] {
  const { path, siblings } = position;
  const { schema, topologies } = vocabulary;
  const key = path.findLast((step) => step !== '*') ?? '';
  if (path.length === 1 && key === 'extends') {
    return topologies.map(({ topologyId, title }) => ({ label: topologyId, kind: 'name', detail: title }));
  }
  const names = SERVICE_KEYS.has(key) ? serviceNames(text, vocabulary) : [];
  const keys = key === 'key' ? keysOfService(text, siblings['service'], vocabulary) : [];
  const parent = path.slice(0, -1);
  const tagged = taggedAt(schema, parent).filter(({ tag }) => tag === key);
  return [
    ...names.map((name): Suggestion => ({ label: name, kind: 'name', detail: 'service' })),
    ...keys,
    ...tagged.map(({ value, doc }): Suggestion => ({ label: value, kind: 'value', doc })),
    ...placeAt(schema, path)
      .values.filter(({ value }) => !tagged.some((each) => each.value === value))
      .map(({ value, doc }): Suggestion => ({ label: value, kind: 'value', doc })),
    ...mapsFor(path, schema),
  ];
}

/** A whole map by its tag: `{ kind: timeout, to: }`; for a log's `when` the short form. */
function mapsFor(path: readonly string[], schema: unknown): Suggestion[] {
  return taggedAt(schema, path).map(({ tag, value, doc, required }) => {
    if (path.at(-1) === 'when') {
      const needs = required.includes('to');
      return { label: needs ? `${value} …` : value, apply: needs ? `${value} ` : value, kind: 'value', doc };
    }
    const rest = required.map((key) => `, ${key}: `).join('');
    return { label: `${tag}: ${value}`, apply: `{ ${tag}: ${value}${rest} }`, kind: 'value', doc };
  });
}

function tagDoc({ path }: YamlPosition, name: string, schema: unknown): string | undefined {
  const tag = path.at(-1);
  return taggedAt(schema, path.slice(0, -1)).find((each) => each.tag === tag && each.value === name)?.doc;
}

/** The settings of the last text that was right, or of the topology that the text names. */
function settingsOf(text: string, { settings, topologies }: Vocabulary): ScenarioPreview['settings'] {
  if (Object.keys(settings).length > 0) return settings;
  const named = /^extends:\s*([\w-]+)/m.exec(text)?.[1];
  const topology = topologies.find(({ topologyId }) => topologyId === named);
  return Object.fromEntries(
    (topology?.services ?? []).map((service) => [
      service.name,
      Object.fromEntries(service.settings.map(({ key, value }) => [key, value])),
    ]),
  );
}

const serviceNames = (text: string, vocabulary: Vocabulary): string[] =>
  Object.keys(settingsOf(text, vocabulary));

function keysOfService(text: string, service: string | undefined, vocabulary: Vocabulary): Suggestion[] {
  const settings = settingsOf(text, vocabulary);
  const chosen = service === undefined ? {} : (settings[service] ?? {});
  return Object.entries(chosen).map(([label, value]) => ({
    label,
    kind: 'name',
    detail: `now ${value.slice(0, 40)}`,
  }));
}
