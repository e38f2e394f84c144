import { operationsWords } from '../agent/skills.ts';
import { overlap, stem, stemsOf, wordsOf } from '../transcript/words.ts';
import type { Context } from './read-context.ts';

/** Where an entry belongs: a skill for the whole category, and the file of its topic. */
export interface Shelf {
  skill: string;
  description: string;
  file: string;
  /** Heading of the file. */
  heading: string;
  purpose: string;
  /** Line of SKILL.md on its files. */
  structure: string;
  guidelines: string[];
}

const TOPICS: readonly [RegExp, string, string][] = [
  [/\b(?:5\d\d|4\d\d)s?\b|gateway|proxy|upstream/i, 'gateway-and-http-errors.md', 'Gateway and HTTP errors'],
  [/crash|memory|oom/i, 'crashes-and-memory.md', 'Crashes and memory'],
  [/queue|lag|backlog/i, 'queues-and-lag.md', 'Queues and lag'],
  [/disk|space/i, 'disk-and-storage.md', 'Disk and storage'],
  [/auth|credential|certificate|token/i, 'authentication-errors.md', 'Authentication errors'],
  [/slow|latency/i, 'latency.md', 'Latency'],
];

const INCIDENTS: Omit<Shelf, 'file' | 'heading'> = {
  skill: 'incident-response',
  description:
    'Procedures for diagnosing and resolving incidents of services in production: errors, timeouts, slow or failing dependencies, wrong settings. Use it when a service fails or degrades.',
  purpose:
    'Procedures and warnings from incidents that were resolved, worded so that they hold for other services.',
  structure: 'One file per kind of symptom, for instance `gateway-and-http-errors.md` or `latency.md`.',
  guidelines: [
    'One `##` entry per pattern, with its date, principle, when to apply, look-alikes and numbered steps.',
    'Roles instead of names, ratios instead of the numbers of one case.',
    'Check when an entry applies against the evidence before its steps are followed.',
    'Improve an entry that exists instead of adding one that says the same.',
  ],
};

const FACTS: Shelf = {
  skill: 'environment-facts',
  description:
    'Facts about the systems and the organisation that came up in earlier work. Use it when background knowledge is needed.',
  file: 'facts.md',
  heading: 'Facts',
  purpose: 'Facts that were stated in earlier work.',
  structure: '`facts.md`: one bullet per fact.',
  guidelines: ['Third person, one bullet per fact, with its date.', 'Replace a fact that has changed.'],
};

const USER: Shelf = {
  ...FACTS,
  skill: 'user-general-facts',
  description: 'General facts about the user by topic: preferences, background, constraints.',
  file: 'preferences.md',
  heading: 'Preferences',
  purpose: 'What is known about the user.',
  structure: '`[topic].md`: one file per topic.',
};

export function shelfFor(context: Context): Shelf {
  if (context.kind === 'preferences') return USER;
  if (context.kind === 'factual') return FACTS;
  const text =
    context.kind === 'success' ? `${context.goal} ${context.pattern}` : `${context.goal} ${context.applies}`;
  const topic = TOPICS.find(([find]) => find.test(context.goal)) ?? TOPICS.find(([find]) => find.test(text));
  return { ...INCIDENTS, file: topic?.[1] ?? 'other-incidents.md', heading: topic?.[2] ?? 'Other incidents' };
}

const DIARY = /daily|diary|journal|log of/i;

/** The existing skill of the same category; null when none covers it. */
export function matchingSkill(
  context: Context,
  shelf: Shelf,
  skills: readonly { name: string; description: string }[],
): string | null {
  const same = skills.find(({ name }) => name === shelf.skill);
  if (same) return same.name;
  const about = (text: string): boolean => /user|person/i.test(text);
  const candidates = skills.filter(
    ({ name, description }) =>
      !DIARY.test(`${name} ${description}`) && about(name) === (context.kind === 'preferences'),
  );
  const wanted = `${shelf.skill} ${shelf.description}`;
  const points = (text: string): number => {
    const operations = new Set(
      wordsOf(text)
        .map(stem)
        .filter((word) => operationsWords.has(word)),
    );
    return (
      overlap(text, wanted) + (context.kind === 'success' || context.kind === 'failure' ? operations.size : 0)
    );
  };
  const least = context.kind === 'success' || context.kind === 'failure' ? 4 : 3;
  const [best] = candidates
    .map(({ name, description }) => ({ name, points: points(`${name} ${description}`) }))
    .toSorted((a, b) => b.points - a.points);
  return best && best.points >= least ? best.name : null;
}

/** The file of a skill in which the entry belongs; null when it needs a new one. */
export function matchingFile(shelf: Shelf, files: readonly string[]): string | null {
  const data = files.filter((path) => /\.md$/i.test(path) && !/(?:^|\/)SKILL\.md$/i.test(path));
  if (data.includes(shelf.file)) return shelf.file;
  const wanted = stemsOf(shelf.file.replace(/\.md$/, ''));
  return (
    data.find((path) =>
      wordsOf(path.replace(/\.md$/, '')).some(
        (word) => wanted.has(stem(word)) && stem(word) !== stem('errors'),
      ),
    ) ?? null
  );
}

/** A new skill's SKILL.md. */
export const skillMdFor = (shelf: Shelf): string =>
  [
    '---',
    `name: ${JSON.stringify(shelf.skill)}`,
    `description: ${JSON.stringify(shelf.description)}`,
    '---',
    `# ${shelf.skill
      .split('-')
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(' ')}`,
    '',
    shelf.purpose,
    '',
    '## File Structure',
    `- ${shelf.structure}`,
    '',
    '## Guidelines',
    ...shelf.guidelines.map((line) => `- ${line}`),
    '',
  ].join('\n');
