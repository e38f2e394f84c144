import { type Entry, parseEntries } from '../procedure/parse-entries.ts';
import { call, type WantedCall } from '../reply.ts';
import { argText } from '../transcript/tool-uses.ts';
import { overlap, stem, stemsOf, wordsOf } from '../transcript/words.ts';
import { isOffered, type Mission } from './mission.ts';

/** Skills that are opened in one run at most, and files of each: reading costs calls too. */
const MOST_SKILLS = 2;
const MOST_FILES = 2;

interface Listed {
  name: string;
  description: string;
}

const listedSkills = (system: string): Listed[] =>
  [...system.matchAll(/<skill>\s*<name>([\s\S]*?)<\/name>\s*<description>([\s\S]*?)<\/description>/g)].map(
    (match) => ({ name: match[1]?.trim() ?? '', description: match[2]?.trim() ?? '' }),
  );

/** Words of running systems. "log" and "user" are not among them: diaries and profiles speak of those too. */
export const operationsWords: ReadonlySet<string> = new Set(
  (
    'incident outage error errors failure gateway proxy upstream latency timeout service services infrastructure devops sre ' +
    'deploy deployment rollback diagnose diagnosing debug troubleshoot troubleshooting runbook reliability production ' +
    'server database cache queue resolve resolving http 502 503 504 5xx restart config configuration degraded operations'
  )
    .split(' ')
    .map(stem),
);
const PERSONAL = new Set(
  'daily diary journal personal preference preferences facts hobby profile'.split(' ').map(stem),
);

/** How much a skill's name and description promise for this request. */
function relevance({ name, description }: Listed, request: string): number {
  const words = new Set(wordsOf(`${name} ${description}`).map(stem));
  const count = (list: ReadonlySet<string>) => [...words].filter((word) => list.has(word)).length;
  return count(operationsWords) + 2 * overlap(`${name} ${description}`, request) - 3 * count(PERSONAL);
}

const relevantSkills = ({ system, request }: Mission): string[] =>
  listedSkills(system)
    .map((skill) => ({ name: skill.name, points: relevance(skill, request) }))
    .filter(({ points }) => points >= 2)
    .toSorted((a, b) => b.points - a.points)
    .slice(0, MOST_SKILLS)
    .map(({ name }) => name);

/** Text files of a skill as get_skill lists them. */
const filesIn = (result: string): string[] =>
  [...result.matchAll(/^\s+- (.+?)(?: \(([^)]*)\))?$/gm)]
    .filter((match) => match[2] === undefined || /text|markdown|json|octet/.test(match[2]))
    .map((match) => match[1] ?? '')
    .filter((path) => /\.(?:md|markdown|txt)$/i.test(path));

const contentOf = (result: string): string | null =>
  /^Content \(type: [^)]*\):\n([\s\S]*)$/m.exec(result)?.[1] ?? null;

interface OpenedSkill {
  name: string;
  files: string[];
  read: { path: string; content: string | null }[];
}

function openedSkills({ uses }: Mission): OpenedSkill[] {
  const opened = new Map<string, OpenedSkill>();
  for (const { name: tool, args, result } of uses) {
    const name = argText(args, 'skill_name');
    if (tool === 'get_skill' && !opened.has(name)) {
      opened.set(name, { name, files: filesIn(result ?? ''), read: [] });
    }
    if (tool === 'get_skill_file') {
      const skill = opened.get(name) ?? { name, files: [], read: [] };
      skill.read.push({ path: argText(args, 'file_path'), content: contentOf(result ?? '') });
      opened.set(name, skill);
    }
  }
  return [...opened.values()];
}

/** Advice from all skill files that were read, the best fit for the request first. */
export function adviceIn(mission: Mission): Entry[] {
  const entries = openedSkills(mission).flatMap(({ read }) =>
    read.flatMap(({ content }) => parseEntries(content ?? '')),
  );
  const points = (entry: Entry) => overlap(`${entry.title} ${entry.when}`, mission.request);
  return entries.toSorted((a, b) => points(b) - points(a));
}

/** The file to read next: a data file whose name fits, the only one there is, or else SKILL.md, which tells what is where. */
function nextFile({ files, read }: OpenedSkill, request: string): string | null {
  const left = files.filter((path) => !read.some((one) => one.path === path));
  if (read.length >= MOST_FILES || left.length === 0) return null;
  const data = left.filter((path) => !/(?:^|\/)SKILL\.md$/i.test(path));
  const guide = left.find((path) => !data.includes(path));
  const stems = stemsOf(request);
  const fit = (path: string) => wordsOf(path).filter((word) => stems.has(stem(word))).length;
  const [best, second] = data.toSorted((a, b) => fit(b) - fit(a));
  if (best !== undefined && (second === undefined || fit(best) > fit(second))) return best;
  return guide ?? best ?? null;
}

/** The next call that reads what a relevant skill says; null when there is nothing (more) worth opening. */
export function nextReading(mission: Mission): WantedCall | null {
  if (!isOffered(mission, 'get_skill') || !isOffered(mission, 'get_skill_file')) return null;
  const opened = openedSkills(mission);
  for (const name of relevantSkills(mission)) {
    const skill = opened.find((one) => one.name === name);
    if (!skill) return call('get_skill', { skill_name: name });
    if (skill.read.some(({ content }) => parseEntries(content ?? '').length > 0)) return null;
    const path = nextFile(skill, mission.request);
    if (path !== null) return call('get_skill_file', { skill_name: name, file_path: path });
  }
  return null;
}
