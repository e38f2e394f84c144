import { isLesson, type EntryPart, type SkillEntry } from './split-entries.ts';

/** A value of one case that a piece of advice prescribes for all. */
export interface AnswerConstant {
  line: number;
  /** As it stands in the text. */
  value: string;
  kind: 'number' | 'address' | 'identifier';
}

/** Parts that tell what to do or what must hold; the others describe what was seen, and may quote numbers. */
const PRESCRIBES: ReadonlySet<EntryPart> = new Set(['steps', 'rule']);

const UNIT = String.raw`(?:ms|milliseconds?|s|secs?|seconds?|min|minutes?|m|h|hours?|days?|[kmgt]i?b?|bytes?|rps|qps|connections?|replicas?|workers?|threads?|cores?|pods?|instances?|retries|attempts?)`;
const CHANGE =
  /\b(?:set|raise|increase|lower|reduce|decrease|change|bump|adjust|update|configure|extend|scale|resize|allocate|put|use|point|limit|cap|must be|should be|has to be|needs to be)\b/i;
/** "to 4000", "= 30s", "at 64 MB": the value that something gets. */
const VALUE = new RegExp(
  String.raw`(?:\b(?:to|of|at|be|as|with|than|least|most|exactly|value)\b|[=:→]|=>|->)\s*[\x60"'*]*(\d[\d_,]*(?:\.\d+)?\s?${UNIT}?)\b(?![\d.]*\s*(?:%|percent|x\b|×|times\b|-?fold))`,
  'gi',
);
/** The sentence ties the value to something that is looked at. */
const RELATION =
  /\b(?:times|twice|double|triple|half|halve|[x×]\s|percent|p\d{2}\b|percentile|observed|measured|proportion|ratio|multiple|relative to|depending on|derived?|according to|match(?:es)? the|same as|(?:above|over|exceeds?|longer than|greater than|more than|higher than|below|less than|shorter than) (?:the|its|what|that|all|any|every)\b)|\d\s?[x×]\b|%/i;
/** Said of one case, and marked as that. */
const EXAMPLE =
  /\([^)]*\)|\b(?:for instance|for example|e\.g\.|such as|as in|here it was|in that case|in one case)\b[^.;]*/gi;

const HARMLESS_HOST = /^(?:127\.0\.0\.1|0\.0\.0\.0|localhost|\[?::1\]?)/i;
const ADDRESSES: readonly RegExp[] = [
  /\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\b/g,
  /\b[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*:\d{2,5}\b/gi,
];
const IDENTIFIERS: readonly RegExp[] = [
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi,
  /\b(?:INC|TICKET|JIRA|CHG|PRB|SEV|OPS)-?\d{2,}\b/g,
  /\b(?:i|vol|sg|subnet|vpc|ami|eni)-[0-9a-f]{8,17}\b/g,
  // A pod of a deployment: name, hash of the replica set, five random characters.
  /\b[a-z][a-z0-9-]*-(?=[a-z0-9]*\d)[a-f0-9]{8,10}-[a-z0-9]{5}\b/g,
  /\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{10,40}\b/g,
];

const PORT = /\bport\s+[`"']?(\d{2,5})\b/gi;
const WELL_KNOWN_PORTS = new Set(['22', '53', '80', '443']);

/** 0 and 1 switch something off or on: they are no measure. */
const isSwitch = (value: string): boolean => /^[01]$/.test(value.trim());

/** What the patterns match, each once, and nothing that is part of an earlier match. */
function found(text: string, patterns: readonly RegExp[]): string[] {
  const all = patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[0]));
  return all.filter((value, index) => !all.slice(0, index).some((earlier) => earlier.includes(value)));
}

/** Sentences are judged one by one: a relation in the next one does not excuse a constant in this one. */
const sentences = (text: string): string[] => text.split(/(?<=[.;!?])\s+(?=[A-Z"`(*])/);

function inSentence(sentence: string, line: number): AnswerConstant[] {
  const rule = sentence.replaceAll(EXAMPLE, ' ');
  const addresses = found(rule, ADDRESSES).filter((value) => !HARMLESS_HOST.test(value));
  const identifiers = found(rule, IDENTIFIERS);
  const others = [
    ...addresses.map((value) => ({ line, value, kind: 'address' as const })),
    ...identifiers.map((value) => ({ line, value, kind: 'identifier' as const })),
  ];
  const change = CHANGE.exec(rule);
  if (!change || RELATION.test(rule)) return others;
  const after = rule.slice(change.index);
  const ports = [...after.matchAll(PORT)]
    .map((match) => match[1] ?? '')
    .filter((port) => !WELL_KNOWN_PORTS.has(port))
    .map((port) => ({ line, value: `port ${port}`, kind: 'number' as const }));
  const values = [...after.matchAll(VALUE)]
    .map((match) => (match[1] ?? '').trim())
    .filter((value) => !isSwitch(value) && !others.some((other) => other.value.includes(value)))
    .map((value) => ({ line, value, kind: 'number' as const }));
  return [...others, ...ports, ...values];
}

/** Constants in an entry's steps and rules that should be relations to what is observed. */
export function findConstants(entry: SkillEntry): AnswerConstant[] {
  if (!isLesson(entry)) return [];
  return entry.lines.flatMap(({ text, part, numbered, line }) =>
    PRESCRIBES.has(part) || (numbered && part === 'other')
      ? sentences(text).flatMap((sentence) => inSentence(sentence, line))
      : [],
  );
}
