import 'server-only';
import { LabError } from '#lib/protocol/lab-error.ts';
import type {
  DecisionEvidence,
  NewDecision,
  SkillDecision,
  SkillDecisionsBody,
  SkillEvidence,
} from '#lib/protocol/skill-standing.ts';
import type { SkillVersion } from '#lib/protocol/skill.ts';
import type { WriteBack } from '#lib/protocol/write-back.ts';
import { publishedVersion, standingsOf } from '#lib/skills/standing-of.ts';
import { getLab } from '../lab/get-lab.ts';
import { getSkill } from './get-skill.ts';
import { evidenceFor, getSkillDecisions, readStanding } from './get-skill-decisions.ts';
import { found } from '../http/handle-route.ts';
import { beginWriteBack, requireNoneOpen } from './steer-write-back.ts';
import { requireWritable } from './write-back.ts';
import type { Lab } from '../lab/lab.ts';

/**
 * Decides how a version stands. Publishing needs a complete experiment of exactly this version that ended in HELPS; a person may publish
 * without, and the history says so. Written back first and decided afterwards: the answer comes when that is done, or as soon as it has
 * to wait (`writing`); it goes on by itself then, also after a restart.
 */
export async function decideSkill(idOrName: string, input: NewDecision): Promise<SkillDecisionsBody> {
  const lab = await getLab();
  const { skill, versions } = found(await getSkill(idOrName), `skill ${idOrName}`);
  const version = found(
    versions.find(({ versionId, number }) => input.version === versionId || input.version === `${number}`),
    `version ${input.version} of this skill`,
  );
  if (version.ablationOf) throw invalid('version', 'A masked copy is the lab’s own and is never published.');
  const decisions = await lab.store.decisions.list(skill.skillId);
  const after = input.after === undefined ? (decisions.at(-1)?.decisionId ?? null) : input.after;
  const evidence = await chosenEvidence(lab, version, input.experimentId);
  const isPublishing = input.action === 'publish' || input.action === 'roll_back';
  const isAgain = publishedBefore(decisions, version.versionId);
  if (input.action === 'roll_back') requireEarlier(decisions, version, isAgain);
  if (input.writeBack && !isPublishing) {
    throw invalid('writeBack', 'Only what is published is written back.');
  }
  // What was published once had its verdict (or its override) then; going back to it needs no other.
  const missing =
    isPublishing && !(input.action === 'roll_back' && isAgain) ? missingFor(version, evidence) : null;
  if (missing !== null && !input.override) {
    throw new LabError({
      code: 'conflict',
      message: `v${version.number} cannot be published: ${missing}`,
      hint: 'Run an experiment of this version, or publish it all the same: the history and the exported skill will say so.',
      fields: { experimentId: missing },
    });
  }
  const standing = await readStanding(lab, version);
  if (input.action === 'publish' && standing.standing === 'published' && !input.writeBack) {
    throw new LabError({ code: 'conflict', message: `v${version.number} is published already.` });
  }
  const decision: WriteBack['decision'] = {
    decisionId: lab.newId('dec'),
    skillId: version.skillId,
    versionId: version.versionId,
    number: version.number,
    contentHash: version.contentHash,
    action: input.action,
    reason: input.reason,
    by: input.by || null,
    at: new Date(lab.clock.now()).toISOString(),
    evidence: evidence && bare(evidence),
    overridden: missing,
  };
  requireNoneOpen(await lab.store.writeBacks.get(skill.skillId));
  if (input.writeBack) {
    await requireWritable(lab, version);
    await beginWriteBack(lab, { decision, after });
  } else {
    await lab.store.decisions.add({ ...decision, writtenBack: null }, { after });
    // One that failed and left nothing half-written is of the past now.
    await lab.store.writeBacks.change(skill.skillId, (now) =>
      now?.state === 'failed' && now.former === null ? null : now,
    );
  }
  return getSkillDecisions(skill.skillId);
}

async function chosenEvidence(
  lab: Lab,
  { skillId, versionId }: SkillVersion,
  experimentId: string | undefined,
): Promise<SkillEvidence | null> {
  if (experimentId === undefined) return null;
  const all = await evidenceFor(lab, skillId);
  const own = all.find((each) => each.experimentId === experimentId && each.versionId === versionId);
  if (own) return own;
  throw invalid('experimentId', 'This experiment did not test this version, or has no verdict yet.');
}

/** What keeps a version from being published; null when nothing does. */
function missingFor({ number }: SkillVersion, evidence: SkillEvidence | null): string | null {
  if (!evidence) return `No experiment of v${number} was named for it.`;
  if (!evidence.isAbout) return `The verdict of “${evidence.title}” is not about v${number} alone.`;
  if (!evidence.complete) return `“${evidence.title}” did not run all of its plan.`;
  if (evidence.verdict !== 'helps') return `“${evidence.title}” did not end in HELPS: ${evidence.sentence}`;
  return null;
}

const publishedBefore = (decisions: readonly SkillDecision[], versionId: string): boolean =>
  decisions.some(
    (each) => each.versionId === versionId && (each.action === 'publish' || each.action === 'roll_back'),
  );

function requireEarlier(
  decisions: readonly SkillDecision[],
  { versionId, number }: SkillVersion,
  isAgain: boolean,
): void {
  if (!isAgain) {
    throw new LabError({
      code: 'conflict',
      message: `v${number} was never published, so there is nothing to roll back to. Publish it instead.`,
    });
  }
  if (publishedVersion(standingsOf(decisions)) === versionId)
    throw new LabError({ code: 'conflict', message: `v${number} is the published version.` });
}

const bare = ({
  experimentId,
  title,
  planHash,
  verdict,
  sentence,
  complete,
  simulated,
}: SkillEvidence): DecisionEvidence => ({
  experimentId,
  title,
  planHash,
  verdict,
  sentence,
  complete,
  simulated,
});

const invalid = (field: string, message: string) =>
  new LabError({ code: 'invalid_input', message, fields: { [field]: message } });
