import type { DecisionAction, SkillDecisionsBody, SkillEvidence } from '#lib/protocol/skill-standing.ts';

type Body = Pick<SkillDecisionsBody, 'decisions' | 'standings' | 'evidence'>;

/** What can be decided about a version as it stands, the likeliest first. */
export function actionsFor({ decisions, standings }: Body, versionId: string): DecisionAction[] {
  const { standing = 'draft' } = standings.find((each) => each.versionId === versionId) ?? {};
  const wasPublished = decisions.some(
    (each) => each.versionId === versionId && (each.action === 'publish' || each.action === 'roll_back'),
  );
  const actions: DecisionAction[] = [];
  // What nobody else took the place of needs no way back.
  const other = standings.some((each) => each.standing === 'published' && each.versionId !== versionId);
  if (standing !== 'published') actions.push(wasPublished && other ? 'roll_back' : 'publish');
  if (standing !== 'held') actions.push('hold');
  if (standing !== 'retired') actions.push('retire');
  return actions;
}

/** Experiments that tested a version, those that publishing can rest on first. */
export function evidenceOf({ evidence }: Pick<Body, 'evidence'>, versionId: string): SkillEvidence[] {
  return evidence
    .filter((each) => each.versionId === versionId)
    .toSorted((a, b) => Number(isEnough(b)) - Number(isEnough(a)));
}

export const isEnough = ({ isAbout, complete, verdict }: SkillEvidence): boolean =>
  isAbout && complete && verdict === 'helps';

/** Why publishing needs an override, in a sentence; null when it does not. The server decides; this says it beforehand. */
export function whyOverride(
  action: DecisionAction,
  chosen: SkillEvidence | undefined,
  number: number,
): string | null {
  if (action !== 'publish') return null;
  if (!chosen) return `No experiment of v${number} is chosen. Publishing needs one that ended in HELPS.`;
  if (!chosen.isAbout)
    return `The verdict of this experiment is not about v${number} alone: other arms or skills were its headline.`;
  if (!chosen.complete) return 'This experiment did not run all of its plan.';
  return chosen.verdict === 'helps' ? null : 'This experiment did not end in HELPS.';
}
