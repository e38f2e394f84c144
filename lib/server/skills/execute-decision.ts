import { LabError } from '#lib/protocol/lab-error.ts';
import type { Step, WorkflowContext } from '#lib/protocol/ports.ts';
import type { SkillDecision } from '#lib/protocol/skill-standing.ts';
import type { Lab } from '../lab/lab.ts';
import { keepFormer, restore, writeBack } from './write-back.ts';

export const DECISION_WORKFLOW = 'skill-decision';

/** What a decision is to be, before anything of it is done. */
export interface DecisionInput {
  decision: Omit<SkillDecision, 'writtenBack'>;
  writeBack: boolean;
  /** The newest decision about the skill that its maker saw. */
  after: string | null;
}

/**
 * The workflow: content first, then the entry of the history. What stood in the learning space before is remembered as a step, so a
 * lab that is killed in between takes no half-written content for what somebody wrote: its next start writes the rest, or puts
 * the former content back.
 */
export async function executeDecision(
  lab: Lab,
  input: DecisionInput,
  { step }: WorkflowContext,
): Promise<void> {
  const { skillId, decisionId } = input.decision;
  // Not a queue: what the engine interrupts never comes back to leave it, and is executed again by itself.
  const other = lab.decisionsAtWork.get(skillId);
  if (other !== undefined && other !== decisionId) throw atWork();
  lab.decisionsAtWork.set(skillId, decisionId);
  try {
    await carryOut(lab, input, step);
  } finally {
    lab.decisionsAtWork.delete(skillId);
  }
}

async function carryOut(
  lab: Lab,
  { decision, writeBack: isToWrite, after }: DecisionInput,
  step: Step,
): Promise<void> {
  const { skillId, versionId, decisionId } = decision;
  const known = await lab.store.decisions.list(skillId);
  if (known.some((each) => each.decisionId === decisionId)) return;
  const isOvertaken = (known.at(-1)?.decisionId ?? null) !== after;
  const version = await lab.store.skillVersions.get(versionId, skillId);
  if (!version)
    throw new LabError({ code: 'not_found', message: 'This version of the skill is no longer there.' });
  const former = isToWrite
    ? await step('former content', async () => (isOvertaken ? null : keepFormer(lab, version)))
    : null;
  if (isOvertaken) {
    const since = known.slice(known.findIndex((each) => each.decisionId === after) + 1);
    // Decided elsewhere while this lab was down. Who wrote content since has made the space whole again.
    if (former && since.every(({ writtenBack }) => writtenBack === null)) {
      await step('restore', () => restore(lab, skillId, former));
    }
    throw overtaken();
  }
  const writtenBack = former ? await step('write', () => writeBack(lab, version, former)) : null;
  await lab.store.decisions.add({ ...decision, writtenBack }, { after });
}

const atWork = () =>
  new LabError({
    code: 'conflict',
    message: 'Another decision about this skill is being carried out.',
    hint: 'Nothing was changed. Look at the newest decision in a moment, then decide again.',
  });

/** The store looks once more when the entry is added. */
const overtaken = () =>
  new LabError({
    code: 'conflict',
    message: 'Somebody decided about this skill meanwhile.',
    hint: 'Nothing was changed. Look at the newest decision, then decide again.',
  });
