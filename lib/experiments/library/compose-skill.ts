import type { SkillFile } from '#lib/protocol/skill.ts';
import type { Lesson } from './lesson.ts';
import { LESSONS } from './lessons.ts';

/** A skill's files with the name and description that its front matter has. */
export interface ComposedSkill {
  name: string;
  description: string;
  files: SkillFile[];
  families: string[];
}

const NAME = 'incident-response';
/** Says what a learned skill of the lab says of itself: an arm must not be given away by its catalogue line. */
const DESCRIPTION =
  'Procedures for diagnosing and resolving incidents of services in production: errors, timeouts, slow or failing dependencies, wrong settings. Use it when a service fails or degrades.';

/** How far a placebo's length may be from that of the skill that it stands for. */
export const LENGTH_TOLERANCE = 0.1;

/** Characters of all files together: what an agent that reads the whole skill gets to read. */
export const lengthOf = (files: readonly SkillFile[]): number =>
  files.reduce((sum, { content }) => sum + content.length, 0);

/** The hand-written skill for some families; null when there is no lesson for any of them. */
export function referenceSkill(families: readonly string[]): ComposedSkill | null {
  const lessons = LESSONS.filter(({ family }) => families.includes(family));
  return lessons.length === 0 ? null : compose(lessons, 0);
}

/**
 * A well-formed skill about other families, as long as the one that it stands for ± 10 %: as many lessons as fit, then sentences
 * of background one by one while they bring it nearer. null when even the nearest is too far.
 */
export function placeboSkill(target: number, avoid: readonly string[]): ComposedSkill | null {
  const others = LESSONS.filter(({ family }) => !avoid.includes(family));
  let best: ComposedSkill | null = null;
  for (let first = 0; first < others.length; first += 1) {
    const rotated = [...others.slice(first), ...others.slice(0, first)];
    for (let lessons = 1; lessons <= rotated.length; lessons += 1) {
      const chosen = rotated.slice(0, lessons);
      const spare = chosen.reduce((sum, { background }) => sum + background.length, 0);
      for (let background = 0; background <= spare; background += 1) {
        const skill = compose(chosen, background);
        if (best === null || distance(skill, target) < distance(best, target)) best = skill;
      }
    }
  }
  return best && isWithinTolerance(lengthOf(best.files), target) ? best : null;
}

export const isWithinTolerance = (length: number, target: number): boolean =>
  target > 0 && Math.abs(length - target) <= target * LENGTH_TOLERANCE;

const distance = ({ files }: ComposedSkill, target: number): number => Math.abs(lengthOf(files) - target);

function compose(lessons: readonly Lesson[], background: number): ComposedSkill {
  let left = background;
  const files = lessons.map((lesson) => {
    const taken = lesson.background.slice(0, left);
    left -= taken.length;
    return { path: lesson.file, content: write(lesson, taken) };
  });
  return {
    name: NAME,
    description: DESCRIPTION,
    files: [{ path: 'SKILL.md', content: index(lessons) }, ...files],
    families: lessons.map(({ family }) => family),
  };
}

function index(lessons: readonly Lesson[]): string {
  return [
    '---',
    `name: ${JSON.stringify(NAME)}`,
    `description: ${JSON.stringify(DESCRIPTION)}`,
    '---',
    '# Incident Response',
    '',
    'Procedures for incidents, in words that hold for any service.',
    '',
    '## Files',
    ...lessons.map(({ file, title }) => `- \`${file}\`: ${title}.`),
    '',
    '## Guidelines',
    '- Check when an entry applies, and its look-alikes, against the evidence before its steps are followed.',
    '',
  ].join('\n');
}

function write(lesson: Lesson, background: readonly string[]): string {
  return [
    `# ${lesson.title}`,
    '',
    `## ${lesson.title}`,
    `- **Principle:** ${lesson.principle}`,
    `- **When to Apply:** ${lesson.when}`,
    `- **Look-alikes:** ${lesson.unless}`,
    '- **Steps:**',
    ...lesson.steps.map((step, number) => `  ${number + 1}. ${step}`),
    ...(background.length > 0 ? [`- **Background:** ${background.join(' ')}`] : []),
    '',
  ].join('\n');
}
