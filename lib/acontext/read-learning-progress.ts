import type { LearningProgress } from '#lib/protocol/ports.ts';
import type { Sessions } from './sessions.ts';

/** Acontext's own word for how far learning from a session is. */
export type ReadStatus = (spaceId: string, sessionId: string) => Promise<{ status: string }>;

/**
 * One look at how far learning from a session is. `status` is Acontext's own word, null without a space.
 *
 * Asking Acontext for the status has effects: a session without messages is declared completed for good, and one
 * whose tasks are unfinished gets them all declared successful. So it is not asked before something is stored, and
 * callers should look only after the session was flushed.
 */
export function readLearningProgress(
  { sessions, learningSpaces }: { sessions: Sessions; learningSpaces: { getSession: ReadStatus } },
  sessionId: string,
  spaceId: string | null,
): Promise<LearningProgress> {
  const readStatus: ReadStatus = (space, session) => learningSpaces.getSession(space, session);
  return readProgress(sessions, readStatus, sessionId, spaceId);
}

export async function readProgress(
  sessions: Sessions,
  readStatus: ReadStatus,
  sessionId: string,
  spaceId: string | null,
): Promise<LearningProgress> {
  const counts = await sessions.messagesObservingStatus(sessionId);
  const tasks = await sessions.getTasks(sessionId);
  return { ...counts, status: spaceId === null ? null : await statusIn(spaceId), tasks };

  async function statusIn(space: string): Promise<string> {
    // Failed messages are in none of the counts: only the messages themselves tell whether there are any.
    const counted = counts.observed + counts.inProcess + counts.pending > 0;
    const anything = counted || (await sessions.getMessages(sessionId)).length > 0;
    return anything ? (await readStatus(space, sessionId)).status : 'pending';
  }
}
