import { nameFamilies, nameFamily } from '#lib/protocol/family-names.ts';
import type { Offer } from '#lib/protocol/over-time.ts';

/** What the lab could learn from and test on. */
export interface Bank {
  families: {
    family: string;
    /** Its incident to learn from; null without one. */
    learn: string | null;
    /** Its incidents to test on, where a skill should help. */
    tests: string[];
  }[];
  /** The newest live skill that exactly these families taught. */
  skills: { families: string[]; versionId: string; name: string; number: number }[];
}

const SEEDS = 5;
const LEARNINGS = 5;

/** The experiment that would measure what a skill of one family does on another: with the skill that is there, else with new learnings. */
export function offerExperiment({ families, skills }: Bank, from: string, to: string): Offer | null {
  const tested = families.find(({ family }) => family === to);
  const source = families.find(({ family }) => family === from);
  const skill = skills.find((each) => each.families.toSorted().join(' + ') === from);
  const own = from.split(' + ').includes(to);
  // The incident that others of its family learn from is new to a skill of another family.
  const scenarioIds = tested ? [...(own || !tested.learn ? [] : [tested.learn]), ...tested.tests] : [];
  if (scenarioIds.length === 0) return null;
  const common = {
    title: `Transfer: ${nameFamilies(from)} → ${nameFamily(to)}`,
    scenarioIds,
    seeds: SEEDS,
    // Most families have too few incidents for a verdict; what is wanted here is the figure.
    exploratory: true,
    ...(own ? {} : { classes: Object.fromEntries(scenarioIds.map((id) => [id, 'far' as const])) }),
  };
  if (skill) {
    return {
      says: `${skill.name} v${skill.number}, learned from ${nameFamilies(from)}, against no skill and a placebo on ${count(scenarioIds, to)}`,
      input: {
        ...common,
        claim: own ? 'family' : 'across-families',
        arms: [{ arm: 'none' }, { arm: 'learned', versionIds: [skill.versionId] }, { arm: 'placebo' }],
      },
    };
  }
  if (!source?.learn) return null;
  return {
    says: `No skill learned from ${nameFamilies(from)} alone is here, so the experiment learns first: ${LEARNINGS} independent learnings, each tested against no skill on ${count(scenarioIds, to)}`,
    input: {
      ...common,
      claim: 'pipeline',
      arms: [{ arm: 'none' }, { arm: 'learned' }],
      pipeline: { distillations: LEARNINGS, scenarioIds: [source.learn] },
    },
  };
}

const count = ({ length }: readonly string[], family: string) =>
  length === 1 ? `the one incident of ${nameFamily(family)}` : `${length} incidents of ${nameFamily(family)}`;
