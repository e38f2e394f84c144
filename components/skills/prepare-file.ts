import type { SkillFile } from '#lib/protocol/skill.ts';
import { parseSkillMd } from '#lib/skills/parse-skill-md.ts';
import { parseCsv } from './parse-csv.ts';

/** Front matter as a table, or as it stands when it cannot be read. */
export type FrontMatter =
  | { kind: 'table'; rows: { key: string; value: string }[] }
  | { kind: 'text'; yaml: string; reason: string };

/** How a file is drawn. */
export type PreparedFile =
  | { kind: 'markdown'; frontMatter: FrontMatter | null; body: string }
  | { kind: 'table'; header: string[]; rows: string[][]; hidden: number }
  | { kind: 'text'; text: string; reason: string | null };

const MAX_MARKDOWN = 200_000;
const MAX_TABLE_ROWS = 500;
const MAX_TABLE_COLUMNS = 60;
/** A line that opens so many quotes or lists would nest deeper than a renderer's stack. */
const HOSTILE_NESTING = /^(?:[ \t]*(?:>|[-+*][ \t]|\d+[.)][ \t])){60}/m;

/** Decides by the file's name and content; whatever could hang or break a page is shown as text, with the reason. */
export function prepareFile({ path, content }: SkillFile): PreparedFile {
  const extension = path.toLowerCase().split('.').at(-1) ?? '';
  if (extension === 'md' || extension === 'markdown') return prepareMarkdown(path, content);
  if (extension === 'csv') return prepareTable(content);
  if (extension === 'json') return { kind: 'text', text: prettyJson(content), reason: null };
  return { kind: 'text', text: content, reason: null };
}

function prepareMarkdown(path: string, content: string): PreparedFile {
  if (content.length > MAX_MARKDOWN)
    return { kind: 'text', text: content, reason: 'This file is too long to be rendered; this is its text.' };
  if (HOSTILE_NESTING.test(content))
    return {
      kind: 'text',
      text: content,
      reason: 'This file nests too deeply to be rendered; this is its text.',
    };
  const { yaml, body } = splitFrontMatter(content);
  if (yaml === null) return { kind: 'markdown', frontMatter: null, body };
  const parsed = parseSkillMd(content);
  if (parsed.ok) {
    const rows = Object.entries(parsed.skill.frontMatter).map(([key, value]) => ({
      key,
      value: asText(value),
    }));
    return { kind: 'markdown', frontMatter: { kind: 'table', rows }, body };
  }
  const reason = path === 'SKILL.md' ? parsed.reason : 'Front matter';
  return { kind: 'markdown', frontMatter: { kind: 'text', yaml, reason }, body };
}

/** Cuts off what stands between a first line `---` and the next one, so that it is not drawn as a heading. */
export function splitFrontMatter(text: string): { yaml: string | null; body: string } {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const open = lines.findIndex((line) => line.trim() !== '');
  const close = lines.findIndex((line, index) => index > open && line.trim() === '---');
  if (lines[open]?.trim() !== '---' || close === -1) return { yaml: null, body: text };
  return { yaml: lines.slice(open + 1, close).join('\n'), body: lines.slice(close + 1).join('\n') };
}

function prepareTable(content: string): PreparedFile {
  const [header = [], ...rows] = parseCsv(content);
  if (header.length > MAX_TABLE_COLUMNS)
    return { kind: 'text', text: content, reason: 'This table is too wide to be drawn; this is its text.' };
  return {
    kind: 'table',
    header,
    rows: rows.slice(0, MAX_TABLE_ROWS),
    hidden: Math.max(0, rows.length - MAX_TABLE_ROWS),
  };
}

function prettyJson(content: string): string {
  try {
    return JSON.stringify(JSON.parse(content), null, 2);
  } catch {
    return content;
  }
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return JSON.stringify(value, null, 1) ?? '';
}
