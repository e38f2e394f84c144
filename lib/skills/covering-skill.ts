import { stemsOf } from './words.ts';

/** A skill as far as its subject can be read off without reading it through. */
export interface SkillSubject {
  name: string;
  description: string;
  /** Paths of its files and titles of its entries. */
  topics: readonly string[];
}

/** So much of what a new skill says it is about has to be covered. */
const COVERED = 0.5;
const LEAST_SHARED = 2;

/**
 * The existing skill whose subject already covers that of a new one, with the words that they share; null when none does.
 * A matter of words, so it can be wrong: good enough to ask, not to forbid.
 */
export function coveringSkill(
  wanted: Omit<SkillSubject, 'topics'>,
  existing: readonly SkillSubject[],
): { name: string; shared: string[] } | null {
  const subject = stemsOf(`${wanted.name} ${wanted.description}`);
  const candidates = existing
    .map(({ name, description, topics }) => {
      const known = stemsOf([name, description, ...topics].join(' '));
      return { name, shared: [...subject].filter((stem) => known.has(stem)) };
    })
    .filter(({ shared }) => shared.length >= LEAST_SHARED && shared.length >= subject.size * COVERED)
    .toSorted((a, b) => b.shared.length - a.shared.length);
  return candidates[0] ?? null;
}
