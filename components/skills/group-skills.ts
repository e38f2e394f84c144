import { LIBRARY_SPACE } from '#lib/protocol/library-space.ts';
import type { SkillSummary } from '#lib/protocol/skill.ts';

export interface SkillGroups {
  /** Written by the independent learnings of an experiment, by its id. */
  experiments: Map<string, SkillSummary[]>;
  /** Learned and live, the last changed first. */
  learned: SkillSummary[];
  /** Learned, but Acontext no longer has them; what the lab composed for experiments stands in no list. */
  former: SkillSummary[];
  /** One of each name: the live one where there is one. */
  defaults: SkillSummary[];
}

/** Sorts what was learned from what every space has from its start. */
export function groupSkills(
  skills: readonly SkillSummary[],
  experiments: Readonly<Record<string, string>> = {},
): SkillGroups {
  const newest = skills.toSorted((a, b) => Date.parse(b.updatedAt) - Date.parse(a.updatedAt));
  const all = newest.filter(({ isDefault }) => !isDefault);
  const learned = all.filter(({ skillId }) => experiments[skillId] === undefined);
  const defaults = newest
    .filter(({ isDefault }) => isDefault)
    .toSorted((a, b) => Number(b.live) - Number(a.live));
  return {
    experiments: Map.groupBy(
      all.filter(({ skillId }) => experiments[skillId] !== undefined),
      ({ skillId }) => experiments[skillId] ?? '',
    ),
    learned: learned.filter(({ live }) => live),
    former: learned.filter(({ live, spaceId }) => !live && spaceId !== LIBRARY_SPACE),
    defaults: defaults.filter(
      (skill, index) => defaults.findIndex(({ name }) => name === skill.name) === index,
    ),
  };
}
