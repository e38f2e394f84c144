import { LabError } from '#lib/protocol/lab-error.ts';
import type { SkillDecision } from '#lib/protocol/skill-standing.ts';
import type { Lab } from './lab.ts';
import { writeBack } from './write-back.ts';

export const DECISION_WORKFLOW = 'skill-decision';

/** What a decision is to be, before anything of it is done. */
export interface DecisionInput {
  decision: Omit<SkillDecision, 'writtenBack'>;
  writeBack: boolean;
  /** The newest decision about the skill that its maker saw. */
  after: string | null;
}

/**
 * The workflow: content first, then the entry of the history. Both are harmless to repeat, so a lab that is killed in between does it
 * again at its next start.
 */
export async function executeDecision(
  lab: Lab,
  { decision, writeBack: isToWrite, after }: DecisionInput,
): Promise<void> {
  const known = await lab.store.decisions.list(decision.skillId);
  if (known.some(({ decisionId }) => decisionId === decision.decisionId)) return;
  if ((known.at(-1)?.decisionId ?? null) !== after) throw overtaken();
  const version = await lab.store.skillVersions.get(decision.versionId, decision.skillId);
  if (!version)
    throw new LabError({ code: 'not_found', message: 'This version of the skill is no longer there.' });
  const writtenBack = isToWrite ? await writeBack(lab, version) : null;
  await lab.store.decisions.add({ ...decision, writtenBack }, { after });
}

/** Seen before anything is written; the store looks once more when the entry is added. */
const overtaken = () =>
  new LabError({
    code: 'conflict',
    message: 'Somebody decided about this skill meanwhile.',
    hint: 'Nothing was changed. Look at the newest decision, then decide again.',
  });
