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
  const lines = text.split('\n');
  const index = text.slice(0, offset).split('\n').length - 1;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const flow = readOpenFlow(lines, index, lineStart, text.slice(lineStart, offset));
  if (flow) {
    const outer = blockPath(lines, flow.index, markersOf(flow.before));
    return inFlow(text, offset, flow, [...outer, ...flow.path]);
  }
  const before = text.slice(lineStart, offset);
  const markers = markersOf(before);
  const last = markers.at(-1);
  if (last !== undefined && last.key !== null) {
    const typed = before.slice(last.column).replace(KEY, '').trimStart();
    const path = blockPath(lines, index, markers);
    const siblings = siblingsOf(lines, index, last.column);
    return { path, kind: 'value', typed, from: offset - typed.length, siblings };
  }
  const contentAt = last ? last.column + 2 : 0;
  const typed = before.slice(Math.max(contentAt, indentOf(before)));
  const column = before.length - typed.length;
  const path = blockPath(lines, index, [...markers, { column, key: '' }]).slice(0, -1);
  return {
    path,
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

const plain = (text: string): string =>
  text
    .trim()
    .replace(/\s+#.*$/, '')
    .replaceAll(/^["']|["']$/g, '');

interface Flow {
  /** Steps inside the brackets. */
  path: string[];
  /** Open brackets, innermost last; `start` is the column behind the bracket. */
  open: { bracket: '{' | '['; key: string | null; start: number; since: number }[];
}

/** Where brackets began that are open at the place: line, its offset, and the text from there as one line. */
interface OpenFlow extends Flow {
  index: number;
  start: number;
  before: string;
}

/** Brackets may reach over several lines; more than this nobody writes. */
const MOST_LINES = 40;

function readOpenFlow(
  lines: readonly string[],
  index: number,
  lineStart: number,
  typed: string,
): OpenFlow | null {
  let before = typed;
  let start = lineStart;
  let found: OpenFlow | null = null;
  for (let line = index; line >= Math.max(0, index - MOST_LINES); line -= 1) {
    if (line < index) {
      const above = lines[line] ?? '';
      start -= above.length + 1;
      // Comments within the brackets must not hide what follows them.
      before = `${above.replace(/(^|\s)#.*$/, (comment) => ' '.repeat(comment.length))} ${before}`;
    }
    const flow = readFlow(before);
    // The longest reach counts: what is inside of it begins later.
    if (flow && flow.open.length > (found?.open.length ?? 0)) found = { ...flow, index: line, start, before };
    if (/^[\w"']/.test(lines[line] ?? '')) break;
  }
  return found;
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
      if (top || /(?::|-|^)\s*$/.test(before.slice(0, at)))
        open.push({ bracket: char, key: null, start: at + 1, since: at + 1 });
    } else if (char === '}' || char === ']') open.pop();
    else if (top && char === ',') {
      top.key = null;
      top.since = at + 1;
    } else if (
      top?.bracket === '{' &&
      char === ':' &&
      /\s|^$/.test(before[at + 1] ?? '') &&
      top.key === null
    ) {
      top.key = plain(before.slice(top.since, at));
      top.since = at + 1;
    }
  }
  if (open.length === 0) return null;
  const path = open.flatMap(({ bracket, key }) => (bracket === '[' ? ['*'] : key === null ? [] : [key]));
  return { path, open };
}

function inFlow(
  text: string,
  offset: number,
  { open, start, before }: OpenFlow,
  path: string[],
): YamlPosition {
  const top = open.at(-1);
  const typed = before.slice(top?.since ?? 0).trimStart();
  const rest = /^[^\n{}[\]]*/.exec(text.slice(offset))?.[0] ?? '';
  const map = before.slice(top?.start ?? 0) + rest;
  const siblings: Record<string, string> = {};
  if (top?.bracket === '{') {
    for (const [, key = '', value = ''] of map.matchAll(/([\w.-]+)\s*:\s+([^,{}[\]]*)/g))
      siblings[key] ??= plain(value);
  }
  const kind = top?.bracket === '{' && top.key === null ? 'key' : 'value';
  return { path, kind, typed, from: start + before.length - typed.length, siblings };
}
