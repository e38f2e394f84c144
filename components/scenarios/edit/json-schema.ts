import type { YamlPath } from './yaml-position.ts';

type Plain = Readonly<Record<string, unknown>>;

/** Part of a JSON Schema: what one place of a file may hold. */
export interface Place {
  /** Key → what it holds; `*` stands for keys that the author names. */
  keys: ReadonlyMap<string, Plain>;
  /** Keys that have to be there. */
  required: ReadonlySet<string>;
  /** Plain values that are allowed, as far as the schema names them. */
  values: readonly { value: string; doc: string }[];
}

/**
 * What may stand at a path. Where a map is one of several kinds (`kind`, `is`, `reads`), the keys that are there
 * already decide which.
 */
export function placeAt(
  schema: unknown,
  path: YamlPath,
  siblings: Readonly<Record<string, string>> = {},
): Place {
  let nodes = variantsOf(schema, schema);
  for (const step of path) nodes = nodes.flatMap((node) => childrenOf(schema, node, step));
  const fitting = nodes.filter((node) => fits(node, siblings));
  const keys = new Map<string, Plain>();
  const required = new Set<string>();
  const values = new Map<string, string>();
  for (const node of fitting.length > 0 ? fitting : nodes) {
    for (const [key, value] of Object.entries(asPlain(node['properties']))) {
      const known = keys.get(key);
      keys.set(key, known ? { anyOf: [known, value] } : asPlain(value));
    }
    if (isPlain(node['additionalProperties'])) keys.set('*', node['additionalProperties']);
    for (const key of asList(node['required'])) required.add(String(key));
    const doc = docOf(node);
    for (const value of asList(node['enum'])) values.set(String(value), doc);
    if (node['const'] !== undefined) values.set(inWords(node['const']), doc);
    if (node['type'] === 'boolean') for (const value of ['true', 'false']) values.set(value, doc);
  }
  return { keys, required, values: [...values].map(([value, doc]) => ({ value, doc })) };
}

/** Maps that can be told apart by one key with a fixed value: that key, its values and what each means. */
export function taggedAt(
  schema: unknown,
  path: YamlPath,
): { tag: string; value: string; doc: string; required: string[] }[] {
  let nodes = variantsOf(schema, schema);
  for (const step of path) nodes = nodes.flatMap((node) => childrenOf(schema, node, step));
  return nodes.flatMap((node) => {
    const tag = Object.entries(asPlain(node['properties'])).find(
      ([, value]) => asPlain(value)['const'] !== undefined,
    );
    if (!tag) return [];
    const required = asList(node['required'])
      .map(String)
      .filter((key) => key !== tag[0]);
    return [{ tag: tag[0], value: String(asPlain(tag[1])['const']), doc: docOf(node), required }];
  });
}

/** The words of a schema's author about a part of it; of the first alternative that has any. */
export function docOf(node: unknown): string {
  const { description } = asPlain(node);
  if (typeof description === 'string') return description;
  const alternatives = [...asList(asPlain(node)['anyOf']), ...asList(asPlain(node)['oneOf'])];
  return alternatives.map(docOf).find((doc) => doc !== '') ?? '';
}

/** What kind of value it is, in a word. */
export function typeOf(node: unknown): string {
  const { type } = asPlain(node);
  return typeof type === 'string' ? type : '';
}

function childrenOf(schema: unknown, node: Plain, step: string): Plain[] {
  if (step === '*') {
    const prefix = asList(node['prefixItems']);
    return [node['items'], ...prefix].flatMap((item) => variantsOf(schema, item));
  }
  const properties = asPlain(node['properties']);
  if (Object.hasOwn(properties, step)) return variantsOf(schema, properties[step]);
  return variantsOf(schema, node['additionalProperties']);
}

/** The alternatives of a node, references followed. */
function variantsOf(schema: unknown, node: unknown, depth = 0): Plain[] {
  if (!isPlain(node) || depth > 20) return [];
  const { $ref: reference } = node;
  if (typeof reference === 'string') return variantsOf(schema, follow(schema, reference), depth + 1);
  const alternatives = [...asList(node['anyOf']), ...asList(node['oneOf']), ...asList(node['allOf'])];
  if (alternatives.length === 0) return [node];
  return alternatives.flatMap((each) => variantsOf(schema, each, depth + 1));
}

function follow(schema: unknown, reference: string): unknown {
  return reference
    .replace(/^#\/?/, '')
    .split('/')
    .filter(Boolean)
    .reduce<unknown>((node, step) => asPlain(node)[step], schema);
}

/** Whether the fixed values of a map are those that are written. */
function fits(node: Plain, siblings: Readonly<Record<string, string>>): boolean {
  return Object.entries(asPlain(node['properties'])).every(([key, value]) => {
    const fixed = asPlain(value)['const'];
    return fixed === undefined || siblings[key] === undefined || siblings[key] === inWords(fixed);
  });
}

/** A fixed value as it is written. */
const inWords = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const asPlain = (value: unknown): Plain => (isPlain(value) ? value : {});
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
