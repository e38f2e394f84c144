import { isMap, isNode, isScalar, parseDocument, stringify, type Document } from 'yaml';

export type Scalar = string | number | boolean;
type Path = readonly (string | number)[];

/** The text as a tree that edits can be made in; null while it cannot be read. */
export function openText(text: string): Document | null {
  const document = parseDocument(text, { merge: false, prettyErrors: false });
  return document.errors.length === 0 && (document.contents === null || isMap(document.contents))
    ? document
    : null;
}

/** What stands at a path; undefined for nothing and for what is not a plain value. */
export function scalarAt(document: Document, path: Path): Scalar | undefined {
  const value: unknown = document.getIn(path);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined;
}

/**
 * The text with one plain value changed, added or (undefined) taken out. A value that is there already is replaced in
 * its place, so comments and layout stay; null when the text cannot be read.
 */
export function withScalar(text: string, path: Path, value: Scalar | undefined): string | null {
  const document = openText(text);
  if (!document) return null;
  if (value === undefined) {
    document.deleteIn(path);
    return write(document);
  }
  const node: unknown = document.getIn(path, true);
  if (isScalar(node) && isNode(node) && node.range) {
    const [start, end] = node.range;
    const blank = start === end ? ' ' : '';
    return `${text.slice(0, start)}${blank}${writeScalar(value)}${text.slice(start === end ? start : end).replace(/^(?=#)/, ' ')}`;
  }
  document.setIn(path, value);
  return write(document);
}

/** The text with any piece of data at a path. */
export function withValue(text: string, path: Path, value: unknown): string | null {
  const document = openText(text);
  if (!document) return null;
  document.setIn(path, document.createNode(value));
  return write(document);
}

export const write = (document: Document): string =>
  document.toString({ lineWidth: 0, flowCollectionPadding: true });

/** A plain value as it may stand in a line, also between brackets. */
export function writeScalar(value: Scalar): string {
  if (typeof value !== 'string') return String(value);
  const plain =
    /^[A-Za-z_/][\w ./+-]*$/.test(value) && !value.endsWith(' ') && stringify(value).trimEnd() === value;
  return plain ? value : JSON.stringify(value);
}

/** A file as another scenario: its id is new, everything else (comments, too) stays as it is. */
export function duplicateText(text: string, id: string): string {
  return withScalar(text, ['id'], id) ?? text;
}
