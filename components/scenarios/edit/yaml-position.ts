/** A step of a path is a key, or `*` for an entry of a list. */
export type YamlPath = readonly string[];

/** What is being written at a place of a YAML text that need not be complete or right. */
export interface YamlPosition {
  /** The map or list that holds it; for a value with its key as the last step. */
  path: YamlPath;
  kind: 'key' | 'value';
  /** What is there of it so far, and where that begins. */
  typed: string;
  from: number;
  /** Other keys of the same map, with their plain values. */
  siblings: Readonly<Record<string, string>>;
}

/** A key or a dash, at a column. */
interface Marker {
  column: number;
  /** Null for a dash. */
  key: string | null;
}

const KEY = /^(?:"([^"]*)"|'([^']*)'|([^\s:#,{}[\]"'-][^:#,{}[\]]*?|\/[^:#,{}[\]]*?))\s*:(?=\s|$)/;

/** Reads the place by indentation and brackets, as a person would. */
export function positionAt(text: string, offset: number): YamlPosition {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lines = text.split('\n');
  const index = text.slice(0, lineStart).split('\n').length - 1;
  const before = text.slice(lineStart, offset);
  const markers = markersOf(before);
  const last = markers.at(-1);
  const contentAt = last ? last.column + (last.key === null ? 2 : 0) : 0;
  const flow = readFlow(before);
  if (flow) return inFlow(text, offset, flow, [...blockPath(lines, index, markers), ...flow.path]);
  if (last?.key !== null && last !== undefined) {
    const rest = before.slice(last.column).replace(KEY, '');
    const typed = rest.trimStart();
    const path = blockPath(lines, index, markers);
    return { path, kind: 'value', typed, from: offset - typed.length, siblings: siblingsOf(lines, index, last.column) };
  }
  const typed = before.slice(Math.max(contentAt, indentOf(before)));
  const column = before.length - typed.length;
  const above = [...markers, { column, key: '' }];
  return {
    path: blockPath(lines, index, above).slice(0, -1),
    kind: 'key',
    typed,
    from: offset - typed.length,
    siblings: siblingsOf(lines, index, column),
  };
}

const indentOf = (line: string): number => /^ */.exec(line)?.[0].length ?? 0;

/** Dashes at the start of a line and the key after them. */
function markersOf(line: string): Marker[] {
  const markers: Marker[] = [];
  let column = indentOf(line);
  if (line[column] === '#') return [];
  while (line[column] === '-' && (line[column + 1] === ' ' || column + 1 === line.length)) {
    markers.push({ column, key: null });
    column += 1 + (/^ */.exec(line.slice(column + 1))?.[0].length ?? 0);
  }
  const key = KEY.exec(line.slice(column));
  if (key) markers.push({ column, key: key[1] ?? key[2] ?? key[3] ?? '' });
  return markers;
}

/** The way from the top of the text to the last of these markers. */
function blockPath(lines: readonly string[], index: number, markers: readonly Marker[]): string[] {
  const path: string[] = [];
  let below: Marker | null = null;
  const visit = (marker: Marker) => {
    // A list may stand at the column of the key that it belongs to.
    const holds: boolean =
      below === null ||
      marker.column < below.column ||
      (marker.column === below.column && below.key === null && marker.key !== null);
    if (!holds) return;
    path.unshift(marker.key ?? '*');
    below = marker;
  };
  for (const marker of markers.toReversed()) visit(marker);
  for (let line = index - 1; line >= 0; line -= 1) {
    for (const marker of markersOf(lines[line] ?? '').toReversed()) visit(marker);
  }
  return path;
}

/** Keys at the same column in the same block, above and below. */
function siblingsOf(lines: readonly string[], index: number, column: number): Record<string, string> {
  const found: Record<string, string> = {};
  for (const step of [-1, 1]) {
    for (let at = index + (step === 1 ? 1 : 0); at >= 0 && at < lines.length; at += step) {
      const line = lines[at] ?? '';
      if (line.trim() === '' || line.trim().startsWith('#')) continue;
      const markers = markersOf(line);
      const mine = markers.find((marker) => marker.column === column && marker.key !== null);
      if (mine?.key) found[mine.key] ??= plain(line.slice(column).replace(KEY, ''));
      const dash = markers.some((marker) => marker.key === null && marker.column < column);
      // The dash begins the map that the lines below it belong to.
      if (dash && step === 1) break;
      if (dash || (indentOf(line) < column && !(at === index && step === -1))) break;
    }
  }
  return found;
}

const plain = (text: string): string => text.trim().replace(/\s+#.*$/, '').replaceAll(/^["']|["']$/g, '');

interface Flow {
  /** Steps inside the brackets. */
  path: string[];
  /** Open brackets, innermost last; `start` is the column behind the bracket. */
  open: { bracket: '{' | '['; key: string | null; start: number; since: number }[];
}

/** Brackets that are open where the line ends; null when there are none. */
function readFlow(before: string): Flow | null {
  const open: Flow['open'] = [];
  let quote = '';
  for (let at = 0; at < before.length; at += 1) {
    const char = before[at] ?? '';
    const top = open.at(-1);
    if (quote) {
      if (char === quote) quote = '';
    } else if ((char === '"' || char === "'") && /[\s,{[:]/.test(before[at - 1] ?? ' ')) quote = char;
    else if (char === '#' && before[at - 1] === ' ') return null;
    else if (char === '{' || char === '[') {
      if (top || /(?::|-|^)\s*$/.test(before.slice(0, at))) open.push({ bracket: char, key: null, start: at + 1, since: at + 1 });
    } else if (char === '}' || char === ']') open.pop();
    else if (top && char === ',') {
      top.key = null;
      top.since = at + 1;
    } else if (top?.bracket === '{' && char === ':' && /\s|^$/.test(before[at + 1] ?? '') && top.key === null) {
      top.key = plain(before.slice(top.since, at));
      top.since = at + 1;
    }
  }
  if (open.length === 0) return null;
  const path = open.flatMap(({ bracket, key }) => (bracket === '[' ? ['*'] : key === null ? [] : [key]));
  return { path, open };
}

function inFlow(text: string, offset: number, { open }: Flow, path: string[]): YamlPosition {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const top = open.at(-1);
  const since = top?.since ?? 0;
  const typed = text.slice(lineStart + since, offset).trimStart();
  const end = text.indexOf('\n', offset);
  const map = text.slice(lineStart + (top?.start ?? 0), end < 0 ? text.length : end);
  const siblings: Record<string, string> = {};
  if (top?.bracket === '{') {
    for (const [, key = '', value = ''] of map.split(/[{}]/)[0]?.matchAll(/([\w.-]+)\s*:\s+([^,]*)/g) ?? []) {
      siblings[key] ??= plain(value);
    }
  }
  const kind = top?.bracket === '{' && top.key === null ? 'key' : 'value';
  return { path, kind, typed, from: offset - typed.length, siblings };
}
