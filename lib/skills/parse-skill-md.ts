import { isMap, parseDocument, visit } from 'yaml';

/** A SKILL.md taken apart. */
export interface SkillMd {
  name: string;
  description: string;
  /** Every key of the front matter, name and description included. */
  frontMatter: Record<string, unknown>;
  /** Markdown after the front matter; "" when the file is nothing but YAML. */
  body: string;
  hasDelimiters: boolean;
}

export type SkillMdResult = { ok: true; skill: SkillMd } | { ok: false; reason: string };

const MAX_FRONT_MATTER = 16_384;

function split(text: string): { yaml: string; body: string; hasDelimiters: boolean } {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const open = lines.findIndex((line) => line.trim() === '---');
  const close = open < 0 ? -1 : lines.findIndex((line, index) => index > open && line.trim() === '---');
  if (close < 0) return { yaml: text, body: '', hasDelimiters: false };
  return {
    yaml: lines.slice(open + 1, close).join('\n'),
    body: lines.slice(close + 1).join('\n'),
    hasDelimiters: true,
  };
}

const refuse = (reason: string): SkillMdResult => ({ ok: false, reason });

/** Scalars become text, as Acontext does; lists and mappings are no name. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/**
 * Reads the YAML between the first two `---` lines (the whole file when there is no such pair).
 * Anchors, aliases, tags and duplicate keys are refused: a skill is untrusted text.
 */
export function parseSkillMd(text: string): SkillMdResult {
  const { yaml, body, hasDelimiters } = split(text);
  if (yaml.length > MAX_FRONT_MATTER) {
    return refuse(`The front matter is longer than ${MAX_FRONT_MATTER} characters.`);
  }
  const document = parseDocument(yaml, { schema: 'core', uniqueKeys: true, logLevel: 'silent' });
  const [error] = document.errors;
  if (error) return refuse(`The front matter is not valid YAML: ${error.message.split('\n')[0] ?? ''}`);
  let special: string | null = null;
  visit(document, {
    Alias: () => {
      special = 'aliases';
      return visit.BREAK;
    },
    Node: (_key, node) => {
      if ('anchor' in node && node.anchor) special = 'anchors';
      if (node.tag) special = 'tags';
    },
  });
  if (special) return refuse(`The front matter must not use YAML ${String(special)}.`);
  if (!isMap(document.contents)) return refuse('The front matter is not a mapping of keys to values.');
  const frontMatter: Record<string, unknown> = Object.fromEntries(
    Object.entries(document.toJS({ maxAliasCount: 0 }) ?? {}),
  );
  const name = textOf(frontMatter['name']);
  const description = textOf(frontMatter['description']);
  if (!name) return refuse("The front matter lacks a 'name'.");
  if (!description) return refuse("The front matter lacks a 'description'.");
  return { ok: true, skill: { name, description, frontMatter, body, hasDelimiters } };
}
