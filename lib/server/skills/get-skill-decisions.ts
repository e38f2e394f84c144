import 'server-only';
import type { DigestArm, ExperimentDigest } from '#lib/protocol/over-time.ts';
import type {
  OpenWriteBack,
  SkillDecisionsBody,
  SkillEvidence,
  VersionStanding,
} from '#lib/protocol/skill-standing.ts';
import type { SkillVersion } from '#lib/protocol/skill.ts';
import { DRAFT, standingsOf } from '#lib/skills/standing-of.ts';
import { getLab } from '../lab/get-lab.ts';
import { getSkill } from './get-skill.ts';
import { found } from '../http/handle-route.ts';
import { readDigests } from '../experiments/keep-digests.ts';
import type { Lab } from '../lab/lab.ts';
import { EMBEDDED_PLACE, placeLabel } from '../acontext/remote-place.ts';
import { whyNotWritable } from './write-back.ts';

/** How each version of a skill stands, what was decided when and why, and which experiments a decision can rest on. */
export async function getSkillDecisions(idOrName: string): Promise<SkillDecisionsBody> {
  const { skill, versions } = found(await getSkill(idOrName), `skill ${idOrName}`);
  const lab = await getLab();
  const decisions = await lab.store.decisions.list(skill.skillId);
  const standings = standingsOf(decisions);
  return {
    skillId: skill.skillId,
    name: skill.name,
    decisions: decisions.toReversed(),
    standings: versions.map(({ versionId, number }) => {
      const { standing, decision, replacedBy } = standingOf(standings, versionId);
      return { versionId, number, standing, decision, replacedBy };
    }),
    evidence: await evidenceFor(lab, skill.skillId),
    writing: await readWriting(lab, skill.skillId),
    space: {
      spaceId: skill.spaceId,
      server: placeLabel(lab.place),
      isRemote: lab.place.server !== EMBEDDED_PLACE.server,
      whyNot: await whyNotWritable(lab, skill),
      versionId: skill.latestVersionId,
    },
  };
}

async function readWriting(lab: Lab, skillId: string): Promise<OpenWriteBack | null> {
  const open = await lab.store.writeBacks.get(skillId);
  if (!open) return null;
  const { decision, aim, state, tries, error, nextTryAt, former } = open;
  return { decision, aim, state, tries, error, nextTryAt, isMixed: former !== null };
}

export const standingOf = (
  standings: ReadonlyMap<string, VersionStanding>,
  versionId: string,
): VersionStanding => standings.get(versionId) ?? { versionId, ...DRAFT };

/** How one version stands now. */
export async function readStanding(
  lab: Lab,
  { skillId, versionId }: Pick<SkillVersion, 'skillId' | 'versionId'>,
): Promise<VersionStanding> {
  return standingOf(standingsOf(await lab.store.decisions.list(skillId)), versionId);
}

/** Analysed experiments in which an arm had a version of the skill, newest first; one entry per version. */
export async function evidenceFor(lab: Lab, skillId: string): Promise<SkillEvidence[]> {
  const digests = await readDigests(lab);
  return digests.toReversed().flatMap((digest) => {
    const { verdict } = digest;
    if (!verdict) return [];
    const seen = new Set<string>();
    // The treated arm of the headline first: what the verdict is about.
    const arms = digest.arms.toSorted((a, b) => rank(digest, a) - rank(digest, b));
    return arms.flatMap((arm) =>
      arm.skills.flatMap((skill): SkillEvidence[] => {
        if (skill.skillId !== skillId || seen.has(skill.versionId)) return [];
        seen.add(skill.versionId);
        return [
          {
            experimentId: digest.experimentId,
            title: digest.title,
            planHash: digest.planHash,
            verdict: verdict.code,
            sentence: verdict.sentence,
            complete: verdict.complete,
            simulated: digest.models.some(({ simulated }) => simulated),
            versionId: skill.versionId,
            arm: arm.label,
            isAbout: isAbout(digest, arm),
          },
        ];
      }),
    );
  });
}

const rank = ({ headline }: ExperimentDigest, { label }: DigestArm) => (label === headline.treated ? 0 : 1);

/** The verdict is about this version alone: the arm that was tested has it and no other skill. */
const isAbout = ({ headline, isAA }: ExperimentDigest, { label, skills, fromPipeline }: DigestArm): boolean =>
  !isAA && label === headline.treated && skills.length === 1 && !fromPipeline;
