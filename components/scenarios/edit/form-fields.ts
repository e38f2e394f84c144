import { isMap, isSeq, type Document } from 'yaml';
import { openText, scalarAt, type Scalar } from './edit-text.ts';

/** A field of the form: a plain value at a path of the file. */
export interface FormField {
  path: (string | number)[];
  value: Scalar | undefined;
}

export interface RedHerringFields {
  service: FormField;
  is: FormField;
  detail: FormField;
}

/** The common parts of a file as fields; what is written in a way that has no field stays to the text. */
export interface ScenarioForm {
  id: FormField;
  title: FormField;
  summary: FormField;
  request: FormField;
  family: FormField;
  class: FormField;
  extends: FormField;
  rps: FormField;
  /** Null where the file has no root, or one that is null. */
  root: {
    service: FormField;
    key: FormField;
    involves: FormField;
    rule: string;
    /** The wrong value; null where the key does not stand in the file as a plain value. */
    wrong: FormField | null;
    /** The right one; null unless the fix is one change of that key. */
    right: FormField | null;
  } | null;
  symptoms: string[];
  redHerrings: RedHerringFields[];
}

/** The form of a text; null while the text cannot be read. */
export function readForm(text: string): ScenarioForm | null {
  const document = openText(text);
  if (!document) return null;
  const field = (...path: (string | number)[]): FormField => ({ path, value: scalarAt(document, path) });
  return {
    id: field('id'),
    title: field('title'),
    summary: field('summary'),
    request: field('request'),
    family: field('family'),
    class: field('class'),
    extends: field('extends'),
    rps: field('entry', 'rps'),
    root: readRoot(document, field),
    symptoms: listAt(document, ['symptoms']).map(String),
    redHerrings: listAt(document, ['redHerrings']).map((_, index) => ({
      service: field('redHerrings', index, 'service'),
      is: field('redHerrings', index, 'is'),
      detail: field('redHerrings', index, 'detail'),
    })),
  };
}

function readRoot(
  document: Document,
  field: (...path: (string | number)[]) => FormField,
): ScenarioForm['root'] {
  if (!isMap(document.get('root', true))) return null;
  const service = field('root', 'service');
  const key = field('root', 'key');
  const rule = scalarAt(document, ['root', 'cause', 'is']);
  return {
    service,
    key,
    involves: field('root', 'involves'),
    rule: rule === undefined ? '' : String(rule),
    wrong: readWrong(document, service, key),
    right: readRight(document, service, key),
  };
}

function readWrong(document: Document, service: FormField, key: FormField): FormField | null {
  if (typeof service.value !== 'string' || typeof key.value !== 'string') return null;
  const path = ['services', service.value, 'config', key.value];
  const whole = isMap(document.getIn(path, true)) ? [...path, 'value'] : path;
  const value = scalarAt(document, whole);
  return value === undefined ? null : { path: whole, value };
}

function readRight(document: Document, service: FormField, key: FormField): FormField | null {
  const fix = listAt(document, ['root', 'fix']);
  const path = ['root', 'fix', 0, 'value'];
  const same =
    scalarAt(document, ['root', 'fix', 0, 'service']) === service.value &&
    scalarAt(document, ['root', 'fix', 0, 'key']) === key.value;
  const value = scalarAt(document, path);
  return fix.length === 1 && same && value !== undefined ? { path, value } : null;
}

function listAt(document: Document, path: (string | number)[]): unknown[] {
  const node: unknown = document.getIn(path, true);
  const value: unknown = isSeq(node) ? node.toJSON() : [];
  return Array.isArray(value) ? value : [];
}

/** What was typed into a field, as the value that stood there before: a number stays a number. */
export function readTyped(typed: string, before: Scalar | undefined): Scalar | undefined {
  if (typed === '') return undefined;
  if (typeof before === 'string') return typed;
  if (typed === 'true' || typed === 'false') return typed === 'true';
  return typed.trim() !== '' && Number.isFinite(Number(typed)) ? Number(typed) : typed;
}
