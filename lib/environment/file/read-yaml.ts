import { LineCounter, isAlias, isNode, parseDocument, visit } from 'yaml';
import type { Document } from 'yaml';

/** One mistake in a file. Line and column count from 1; 0 where a mistake belongs to no line. */
export interface FileProblem {
  message: string;
  /** Where in the data, e.g. `services.orders-api.config.db_pool_max`. */
  path: string;
  line: number;
  column: number;
}

export interface YamlFile {
  data: unknown;
  /** The problem with its place: that of the path, or of the nearest part of it that the file has. */
  at: (path: readonly PropertyKey[], message: string) => FileProblem;
}

const MAX_CHARACTERS = 200_000;
const MAX_DEPTH = 40;

/** Reads one YAML (or JSON) document. Aliases, anchors, merge keys and tags are refused, as are doubled keys. */
export function readYaml(
  text: string,
): { ok: true; file: YamlFile } | { ok: false; problems: FileProblem[] } {
  const nowhere = (message: string) => ({
    ok: false as const,
    problems: [{ message, path: '', line: 0, column: 0 }],
  });
  if (text.length > MAX_CHARACTERS) {
    return nowhere(`the file has ${text.length} characters; ${MAX_CHARACTERS} are allowed`);
  }
  if (nestsTooDeep(text)) return nowhere(`the file is nested more than ${MAX_DEPTH} levels deep`);
  const lines = new LineCounter();
  const problemAt = (offset: number, message: string): FileProblem => {
    const { line, col } = lines.linePos(offset);
    return { message, path: '', line, column: col };
  };
  try {
    const document = parseDocument(text, { lineCounter: lines, merge: false, prettyErrors: false });
    const problems = [...document.errors, ...document.warnings].map(({ message, pos }) =>
      problemAt(pos[0], message),
    );
    const strange = problems.length === 0 ? findStrange(document) : [];
    problems.push(...strange.map(({ message, offset }) => problemAt(offset, message)));
    if (problems.length > 0) return { ok: false, problems };
    return { ok: true, file: { data: document.toJS({ maxAliasCount: 0 }), at: placer(document, lines) } };
  } catch (error) {
    return nowhere(`the file cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Brackets and indentation, counted roughly: a parser that recurses must not be led a thousand levels down. */
function nestsTooDeep(text: string): boolean {
  let open = 0;
  for (const char of text) {
    if (char === '[' || char === '{') open += 1;
    else if (char === ']' || char === '}') open = Math.max(0, open - 1);
    if (open > MAX_DEPTH) return true;
  }
  return /^ {400}|(?:[-?:] ){40}/m.test(text);
}

function findStrange(document: Document.Parsed): { message: string; offset: number }[] {
  const found: { message: string; offset: number }[] = [];
  visit(document, {
    Node: (_key, node) => {
      const offset = node.range?.[0] ?? 0;
      if (isAlias(node)) found.push({ message: `an alias (*${node.source}) is not allowed`, offset });
      else if (node.anchor) found.push({ message: `an anchor (&${node.anchor}) is not allowed`, offset });
      if (node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:')) {
        found.push({ message: `a tag (${node.tag}) is not allowed`, offset });
      }
    },
    Pair: (_key, { key }) => {
      const word = isNode(key) ? String(key) : '';
      const offset = isNode(key) ? (key.range?.[0] ?? 0) : 0;
      if (word === '<<') found.push({ message: 'a merge key (<<) is not allowed', offset });
      if (word === '__proto__') found.push({ message: 'this key is not allowed', offset });
    },
  });
  return found;
}

function placer(document: Document.Parsed, lines: LineCounter): YamlFile['at'] {
  return (path, message) => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) {
        const { line, col } = lines.linePos(node.range[0]);
        return { message, path: path.map(String).join('.'), line, column: col };
      }
    }
    return { message, path: path.map(String).join('.'), line: 0, column: 0 };
  };
}
