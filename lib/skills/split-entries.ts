/** What a stretch of an entry says: when it applies, when not, what to do, what holds, what happened, how the file is kept. */
export type EntryPart = 'when' | 'unless' | 'steps' | 'rule' | 'story' | 'guide' | 'other';

export interface EntryLine {
  /** From 1, in the whole file. */
  line: number;
  text: string;
  part: EntryPart;
  /** Item of a numbered list. */
  numbered: boolean;
}

/** A heading of a file with what stands below it. */
export interface SkillEntry {
  /** Without its date; "" for text above the first heading. */
  title: string;
  /** YYYY-MM-DD, from the heading or else from the text below. */
  date: string | null;
  level: number;
  line: number;
  /** Below the heading, without code blocks and empty lines. */
  lines: EntryLine[];
}

/** Words that name a part, in the order in which they are tried. */
const PARTS: readonly [EntryPart, RegExp][] = [
  [
    'unless',
    /^(?:look.?alikes?|not when|when not|do(?:es)? not (?:apply|use)|not for|exceptions?|unless|distinguish|tell|how to tell|differen|caveat|similar)/i,
  ],
  [
    'when',
    /^(?:when\b|applies|applicab|use (?:this |it )?when|symptoms?\b|signs?\b|triggers?\b|conditions?\b)/i,
  ],
  [
    'steps',
    /^(?:steps?|procedure|resolution|correct approach|what to do|fix|how to|actions?|approach|workflow)\b/i,
  ],
  ['rule', /^(?:principle|prevention|pattern|rule|lesson)\b/i],
  ['story', /^(?:root cause|cause|background|why|what happened|evidence|seen|context)\b/i],
  ['guide', /^(?:file structure|files|guidelines?|structure|conventions?|format)\b/i],
];

const HEADING = /^(#{1,6})\s+(.*?)\s*#*\s*$/;
const DATE = /\b(\d{4}-\d{2}-\d{2})\b/;
const DATED = /\s*[([](?:date:?\s*)?\d{4}-\d{2}-\d{2}[^)\]]*[)\]]|\s*[-–—:]?\s*\d{4}-\d{2}-\d{2}\s*$/i;
const NUMBERED = /^\s*(?:\d+[.)]|-\s+\[[ x]\]|step \d+[:.])\s+/i;
const LABEL =
  /^\s*(?:[-*+]\s+)?(?:\*\*\s*([^*]{2,48}?)\s*:?\s*\*\*:?|__\s*([^_]{2,48}?)\s*:?\s*__:?|([A-Z][\w' /-]{2,32}):(?=\s|$))/;
const FENCE = /^\s*(`{3,}|~{3,})/;

const partNamed = (name: string): EntryPart | null => PARTS.find(([, find]) => find.test(name))?.[0] ?? null;

/** The heading without its date. */
export const titleOf = (heading: string): string => heading.replace(DATED, '').trim();

/** How many lines the front matter takes, its dashes included; 0 without one. */
export function frontMatterLines(lines: readonly string[]): number {
  if (lines[0]?.replace(/^\uFEFF/, '').trim() !== '---') return 0;
  const close = lines.findIndex((line, index) => index > 0 && line.trim() === '---');
  return close < 0 ? 0 : close + 1;
}

/**
 * The entries of a Markdown file. A heading that names a part ("Steps", "When to apply") belongs to the entry above it;
 * every other heading begins one.
 */
export function splitEntries(text: string): SkillEntry[] {
  const lines = text.split(/\r?\n/);
  const entries: SkillEntry[] = [];
  let part: EntryPart = 'other';
  let fence: string | null = null;
  for (let index = frontMatterLines(lines); index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const mark = FENCE.exec(line)?.[1]?.slice(0, 3) ?? null;
    if (mark !== null && (fence === null || fence === mark)) fence = fence === null ? mark : null;
    if (mark !== null || fence !== null || line.trim() === '') continue;
    const heading = HEADING.exec(line);
    const title = heading?.[2] ?? '';
    const last = entries.at(-1);
    const named = heading && partNamed(title);
    if (named && last) {
      part = named;
    } else if (heading) {
      part = 'other';
      entries.push({
        title: titleOf(title),
        date: DATE.exec(title)?.[1] ?? null,
        level: heading[1]?.length ?? 1,
        line: index + 1,
        lines: [],
      });
    } else {
      const entry = last ?? { title: '', date: null, level: 1, line: index + 1, lines: [] };
      if (!last) entries.push(entry);
      const label = LABEL.exec(line);
      const name = label?.[1] ?? label?.[2] ?? label?.[3];
      if (name !== undefined && !NUMBERED.test(line)) part = partNamed(name) ?? 'other';
      entry.date ??= DATE.exec(line)?.[1] ?? null;
      entry.lines.push({ line: index + 1, text: line, part, numbered: NUMBERED.test(line) });
    }
  }
  return entries;
}

/** Whether an entry is advice on what to do, and not a log, a list of facts or the guide of the skill. */
export function isLesson({ lines }: SkillEntry): boolean {
  const said = new Set(lines.map(({ part }) => part));
  if (said.has('steps') || said.has('rule') || (said.has('when') && said.has('story'))) return true;
  return lines.filter(({ part, numbered }) => numbered && part !== 'guide').length >= 2;
}
