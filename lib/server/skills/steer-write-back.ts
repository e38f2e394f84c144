import 'server-only';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { SkillDecisionsBody, SteerWriteBack } from '#lib/protocol/skill-standing.ts';
import type { WriteBack } from '#lib/protocol/write-back.ts';
import { found } from '../http/handle-route.ts';
import { getLab } from '../lab/get-lab.ts';
import type { Lab } from '../lab/lab.ts';
import { enqueueWriteBack } from './execute-write-back.ts';
import { getSkill } from './get-skill.ts';
import { getSkillDecisions } from './get-skill-decisions.ts';

/** Longer than this nobody is kept waiting for an answer; the work goes on. */
const ANSWER_MS = 20_000;

/** Begins to carry a decision out with its content. Throws `conflict` while another one about this skill is not done. */
export async function beginWriteBack(
  lab: Lab,
  { decision, after }: Pick<WriteBack, 'decision' | 'after'>,
): Promise<void> {
  const begun = await lab.store.writeBacks.change(decision.skillId, (now) => {
    requireNoneOpen(now);
    return {
      decision,
      after,
      aim: 'write',
      refusal: null,
      // What a failed one left half-written is not what somebody wrote.
      former: now?.former ?? null,
      state: 'working',
      tries: 1,
      failures: 0,
      error: null,
      nextTryAt: null,
    };
  });
  if (begun) await carryOut(lab, begun);
}

/** A failed one stands in nobody's way. */
export function requireNoneOpen(now: WriteBack | null): void {
  if (!now || now.state === 'failed') return;
  throw new LabError({
    code: 'conflict',
    message: `Another decision about this skill is being carried out: the content of v${now.decision.number} is not in its learning space yet.`,
    hint: 'Look at it in a moment; while it waits for Acontext it can be tried again or taken back.',
  });
}

/** Tries a waiting or failed write-back now, or takes it back. Throws `conflict` when it is under way or no longer there. */
export async function steerWriteBack(
  idOrName: string,
  { action, decisionId }: SteerWriteBack,
): Promise<SkillDecisionsBody> {
  const lab = await getLab();
  const { skillId } = found(await getSkill(idOrName), `skill ${idOrName}`).skill;
  const steered = await lab.store.writeBacks.change(skillId, (now) => {
    if (now?.decision.decisionId !== decisionId) throw over();
    if (now.state === 'working') throw atWork();
    const again = { ...now, state: 'working', tries: now.tries + 1, failures: 0, nextTryAt: null } as const;
    // What waits to be put back is put back now; what has failed is written after all.
    if (action === 'retry')
      return now.state === 'waiting' ? again : { ...again, aim: 'write', refusal: null };
    return now.former === null ? null : { ...again, aim: 'restore', refusal: null };
  });
  if (steered) await carryOut(lab, steered);
  return getSkillDecisions(skillId);
}

/** Returns when the try has ended, or goes on behind; throws what a person has to know and do. */
async function carryOut(lab: Lab, open: WriteBack): Promise<void> {
  const { skillId, decisionId } = open.decision;
  const engineId = await enqueueWriteBack(lab, open);
  await Promise.race([lab.engine.result(engineId), lab.sleep(ANSWER_MS)]);
  const now = await lab.store.writeBacks.get(skillId);
  if (now?.decision.decisionId === decisionId && now.state === 'failed' && now.error)
    throw new LabError(now.error);
}

const over = () =>
  new LabError({
    code: 'conflict',
    message: 'This write has ended meanwhile, or another one took its place.',
    hint: 'Load the page again.',
  });

const atWork = () =>
  new LabError({
    code: 'conflict',
    message: 'The content is being written now.',
    hint: 'See in a moment how it ended.',
  });
