import type { ListedStanding, SkillDecision, VersionStanding } from '#lib/protocol/skill-standing.ts';
import type { SkillVersion } from '#lib/protocol/skill.ts';

type Known = Pick<SkillVersion, 'versionId' | 'number'>;

/**
 * The standing of each version: a fold over the history (oldest first). At most one version of a skill is published. Publishing another
 * one retires it; rolling back holds what was rolled back from. Equal content is one version, whatever its number.
 */
export function standingsOf(decisions: readonly SkillDecision[]): Map<string, VersionStanding> {
  const standings = new Map<string, VersionStanding>();
  for (const decision of decisions) {
    const { versionId, action, number } = decision;
    if (action === 'publish' || action === 'roll_back') {
      for (const [other, { standing }] of standings) {
        if (standing !== 'published' || other === versionId) continue;
        standings.set(other, {
          versionId: other,
          standing: action === 'publish' ? 'retired' : 'held',
          decision,
          replacedBy: number,
        });
      }
    }
    const standing = STANDING_AFTER[action];
    standings.set(versionId, { versionId, standing, decision, replacedBy: null });
  }
  return standings;
}

const STANDING_AFTER = {
  publish: 'published',
  roll_back: 'published',
  hold: 'held',
  retire: 'retired',
} as const;

export const DRAFT = { standing: 'draft', decision: null, replacedBy: null } as const;

/** The version that is published; null when none is. */
export function publishedVersion(standings: ReadonlyMap<string, VersionStanding>): string | null {
  for (const { versionId, standing } of standings.values()) if (standing === 'published') return versionId;
  return null;
}

/** What a list says of a skill: which version is published, else how its newest one stands. */
export function listedStanding(
  versions: readonly Known[],
  standings: ReadonlyMap<string, VersionStanding>,
): ListedStanding {
  const newest = versions.reduce<Known | null>(
    (best, each) => (best && best.number > each.number ? best : each),
    null,
  );
  const published = standings.get(publishedVersion(standings) ?? '');
  if (published?.decision) return { standing: 'published', number: published.decision.number };
  return {
    standing: standings.get(newest?.versionId ?? '')?.standing ?? 'draft',
    number: newest?.number ?? 1,
  };
}
