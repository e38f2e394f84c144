import { knobsIn } from '../incident/knobs.ts';
import { sentencesOf } from '../procedure/parse-entries.ts';
import { sentence } from '../transcript/wording.ts';
import type { Context } from './read-context.ts';
import { generalise, toSteps } from './to-steps.ts';

/** An entry of a skill file: its title and its whole text. */
export interface SkillEntry {
  title: string;
  text: string;
}

const SYMPTOMS: readonly [RegExp, string][] = [
  [/\b(5\d\d|4\d\d)s?\b/, '$1 errors'],
  [/slow|latency|response time/i, 'Slow answers'],
  [/crash|restart(?:s|ing)|out of memory|oom/i, 'Crashes'],
  [/queue|lag|backlog/i, 'Growing queue'],
  [/disk|space/i, 'Full disk'],
  [/login|auth|token|credential/i, 'Rejected credentials'],
];
const CAUSES: readonly [RegExp, string][] = [
  [/time limit|timeout|deadline|p99/i, 'time limit below the latency of an upstream'],
  [/retries multiply|attempts/i, 'retries keep an overloaded service down'],
  [/\bstored\b|\bloaded\b|it loaded|credential that/i, 'process runs with an old version'],
  [/address|port|url/i, 'wrong address of an upstream'],
  [/used up|pool|waits/i, 'exhausted capacity'],
  [/earlier value|was changed|change of/i, 'recently changed setting'],
];

const LONGEST_TITLE = 70;

function titleOf(goal: string, pattern: string): string {
  const symptom = SYMPTOMS.map(([find, name]) => {
    const match = find.exec(goal);
    return match ? name.replace('$1', match[1] ?? '') : null;
  }).find((name) => name !== null);
  const cause = CAUSES.find(([find]) => find.test(pattern))?.[1];
  const [clause = ''] = (sentencesOf(pattern)[0] ?? goal).split(/[.;:,]/);
  const short =
    clause.length <= LONGEST_TITLE ? clause : clause.slice(0, LONGEST_TITLE).replace(/\s+\S*$/, '');
  return [symptom ?? 'Incident', cause ?? short].join(': ');
}

const isException = (text: string): boolean => /^(?:not|do not|never|unless)\b/i.test(text);

/** The entry that a context becomes; null when there is nothing to write. */
export function entryFor(context: Context): SkillEntry | null {
  if (context.kind === 'success') {
    const title = titleOf(context.goal, context.pattern);
    const steps = toSteps(context.approach);
    if (steps.length === 0) return null;
    const parts = sentencesOf(context.applies);
    const exceptions = parts.filter(isException);
    return {
      title,
      text: [
        `## ${title} (date: ${context.date})`,
        `- **Principle:** ${generalise(context.pattern)}`,
        `- **When to Apply:** ${generalise(parts.filter((part) => !isException(part)).join(' '))}`,
        ...(exceptions.length > 0 ? [`- **Look-alikes:** ${generalise(exceptions.join(' '))}`] : []),
        '- **Steps:**',
        ...steps.map((step, index) => `  ${index + 1}. ${sentence(step)}`),
      ].join('\n'),
    };
  }
  if (context.kind === 'failure') {
    const title = `Warning: ${titleOf(context.goal, '').split(':')[0] ?? 'Incident'}, ${knobsIn(context.point).length > 0 ? 'a setting changed in vain' : 'the search ended too early'}`;
    return {
      title,
      text: [
        `## ${title} (date: ${context.date})`,
        `- **Symptom:** ${generalise(context.applies)}`,
        `- **Root Cause:** ${generalise(context.reasoning)}`,
        `- **Correct Approach:** ${generalise(context.instead)}`,
        `- **Prevention:** ${generalise(context.prevention)}`,
      ].join('\n'),
    };
  }
  if (context.facts.length === 0) return null;
  return {
    title: context.facts[0] ?? '',
    text: context.facts.map((fact) => `- ${sentence(fact)} (${context.date})`).join('\n'),
  };
}
