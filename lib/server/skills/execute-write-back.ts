import { isPassing, retryAfterMs } from '#lib/acontext/index.ts';
import { type ErrorCode, type ErrorInfo, LabError } from '#lib/protocol/lab-error.ts';
import type { SkillFile } from '#lib/protocol/skill.ts';
import type { WriteBack } from '#lib/protocol/write-back.ts';
import { backoffMs } from '#lib/utils/backoff.ts';
import { toErrorInfo } from '../http/to-error-info.ts';
import type { Lab } from '../lab/lab.ts';
import { untilStored } from '../lab/until-stored.ts';
import { isOnlyTaught, keepFormer, requireWritable, restore, writeBack } from './write-back.ts';

export const WRITE_BACK_WORKFLOW = 'write-back';

/** One try; each has a workflow of its own, because a write may have to wait for days and a workflow has few steps. */
export interface WriteBackInput {
  skillId: string;
  decisionId: string;
  tries: number;
}

/** Until the next try; ms. */
const WAIT = { baseMs: 1_000, maxMs: 120_000 };
/** The embedded Acontext’s ways of saying “not now”. */
const STORAGE: ReadonlySet<ErrorCode> = new Set(['storage_full', 'storage_locked']);

/** Lets the engine carry out the try that is due. Safe to repeat. Returns the engine's id of it. */
export function enqueueWriteBack(lab: Lab, { decision, tries, nextTryAt }: WriteBack): Promise<string> {
  const { skillId, decisionId } = decision;
  const input: WriteBackInput = { skillId, decisionId, tries };
  const delayMs = nextTryAt === null ? 0 : Math.max(0, Date.parse(nextTryAt) - lab.clock.now());
  return lab.engine.start(WRITE_BACK_WORKFLOW, input, { key: `write-back:${decisionId}:${tries}`, delayMs });
}

/** A crash between the store and the engine leaves writes that nobody works on. */
export async function resumeWriteBacks(lab: Lab): Promise<void> {
  for (const open of await lab.store.writeBacks.list()) {
    if (open.state !== 'failed') await enqueueWriteBack(lab, open).catch(lab.onError);
  }
}

/**
 * The workflow: content first, then the entry of the history. What stood in the space before is stored before the first change, so
 * that a lab that is killed in between takes no half-written content for what somebody wrote. What passes by itself (Acontext is
 * away or busy) is tried again without end; what stays wrong puts the former content back and waits for a person.
 */
export function executeWriteBack(lab: Lab, input: WriteBackInput): Promise<void> {
  // The next try may be asked for while this one is about to end.
  return lab.writeBackTurns.run(input.skillId, async () => {
    const due = await change(lab, input, (now) => ({ ...now, state: 'working', nextTryAt: null }));
    const later = due && (await tryOnce(lab, due, (next) => change(lab, input, () => next)));
    if (later) await whenStored(lab, () => enqueueWriteBack(lab, later));
  });
}

/** Patient with a full disk: what is not noted would be forgotten. */
const whenStored = <T>(lab: Lab, store: () => Promise<T>): Promise<T> =>
  untilStored(store, { sleep: lab.sleep, signal: new AbortController().signal, onTrouble: lab.onError });

/** Changes what is stored while it is still this try's; null when it is not. */
async function change(
  lab: Lab,
  { skillId, decisionId, tries }: WriteBackInput,
  to: (now: WriteBack) => WriteBack | null,
): Promise<WriteBack | null> {
  const result: { changed: WriteBack | null } = { changed: null };
  const store = () =>
    lab.store.writeBacks.change(skillId, (now) => {
      const isMine = now?.decision.decisionId === decisionId && now.tries === tries && now.state !== 'failed';
      result.changed = isMine ? to(now) : null;
      return isMine ? result.changed : now;
    });
  await whenStored(lab, store);
  return result.changed;
}

type Save = (next: WriteBack | null) => Promise<WriteBack | null>;

/** Returns what is to be tried again; null when nothing is. */
async function tryOnce(lab: Lab, due: WriteBack, save: Save): Promise<WriteBack | null> {
  let now = due;
  const keep = async (former: SkillFile[]) => {
    const kept = await save({ ...now, former });
    if (!kept) throw overtaken();
    now = kept;
  };
  if (now.aim === 'write') {
    const trouble = await write(lab, now, keep);
    if (!trouble) return null;
    if (passes(trouble)) {
      // Better whole while it waits; where that fails as well, the next try knows what stood there.
      const isWhole = (await putBack(lab, now)) === null;
      return save(waiting(lab, { ...now, former: isWhole ? null : now.former }, trouble));
    }
    now = { ...now, aim: 'restore', refusal: refusalOf(toErrorInfo(trouble)) };
    await save(now);
  }
  const trouble = await putBack(lab, now);
  if (trouble && passes(trouble)) return save(waiting(lab, now, trouble));
  if (trouble) await save({ ...now, state: 'failed', error: unrestored(toErrorInfo(trouble), now.refusal) });
  else if (now.refusal) await save({ ...now, state: 'failed', error: now.refusal, former: null });
  else await save(null);
  return null;
}

/** Writes and decides. Returns what kept it from that. */
async function write(
  lab: Lab,
  now: WriteBack,
  keep: (former: SkillFile[]) => Promise<void>,
): Promise<unknown> {
  const { skillId, versionId } = now.decision;
  try {
    const known = await lab.store.decisions.list(skillId);
    if ((known.at(-1)?.decisionId ?? null) !== now.after) throw overtaken();
    const version = await lab.store.skillVersions.get(versionId, skillId);
    if (!version) throw noVersion();
    if (now.former === null) {
      await requireWritable(lab, version);
      await keep(await keepFormer(lab, version));
    }
    await lab.store.writeBacks.conclude(now, await writeBack(lab, version));
    return null;
  } catch (error) {
    return error;
  }
}

/** Makes the space hold again what stood there before. Returns what kept it from that. */
async function putBack(lab: Lab, { decision, after, former }: WriteBack): Promise<unknown> {
  if (former === null) return null;
  const { skillId, versionId } = decision;
  try {
    const known = await lab.store.decisions.list(skillId);
    const since = known.slice(known.findIndex(({ decisionId }) => decisionId === after) + 1);
    // Who wrote content since has made the space whole again.
    if (since.some(({ writtenBack }) => writtenBack !== null)) return null;
    const version = await lab.store.skillVersions.get(versionId, skillId);
    if (version) await restore(lab, version, former);
    return null;
  } catch (error) {
    // Where the skill is gone there is nothing to make whole.
    return error instanceof LabError && error.code === 'not_found' ? null : error;
  }
}

function passes(error: unknown): boolean {
  return error instanceof LabError && (isPassing(error) || STORAGE.has(error.code) || isOnlyTaught(error));
}

function waiting(lab: Lab, now: WriteBack, error: unknown): WriteBack {
  const failures = now.failures + 1;
  const asked = error instanceof Error ? retryAfterMs(error.cause) : 0;
  const waitMs = Math.max(backoffMs(failures, WAIT, Math.random), asked);
  return {
    ...now,
    state: 'waiting',
    tries: now.tries + 1,
    failures,
    error: toErrorInfo(error),
    nextTryAt: new Date(lab.clock.now() + waitMs).toISOString(),
  };
}

function refusalOf({ code, message, hint }: ErrorInfo): ErrorInfo {
  const state = 'The learning space has its former content again, and nothing was decided.';
  return {
    code,
    message: code === 'conflict' ? message : `The content could not be written back: ${message}`,
    hint: hint === undefined ? state : `${hint} ${state}`,
  };
}

function unrestored({ code, message, hint }: ErrorInfo, refusal: ErrorInfo | null): ErrorInfo {
  const why = refusal ? `${refusal.message} Nor could` : 'Nothing is written any more, but neither could';
  const state = 'Both versions are in the lab.';
  return {
    code,
    message: `${why} the former content be put back: ${message}`,
    hint: hint === undefined ? state : `${hint} ${state}`,
  };
}

const noVersion = () =>
  new LabError({ code: 'not_found', message: 'This version of the skill is no longer there.' });

const overtaken = () =>
  new LabError({
    code: 'conflict',
    message: 'Somebody decided about this skill meanwhile.',
    hint: 'Look at the newest decision, then decide again.',
  });
