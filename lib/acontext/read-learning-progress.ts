import type { LearningProgress } from '#lib/protocol/ports.ts';
import type { AcontextClient } from './create-acontext-client.ts';

/**
 * One look at how far learning from a session is. `status` is Acontext's own word, null without a space.
 *
 * Asking Acontext for the status has effects: a session without messages is declared completed for good, and one
 * whose tasks are unfinished gets them all declared successful. So it is not asked before something is stored, and
 * callers should look only after the session was flushed.
 */
export async function readLearningProgress(
  client: AcontextClient,
  sessionId: string,
  spaceId: string | null,
): Promise<LearningProgress> {
  const counts = await client.sessions.messagesObservingStatus(sessionId);
  const tasks = await client.sessions.getTasks(sessionId);
  return { ...counts, status: spaceId === null ? null : await readStatus(), tasks };

  async function readStatus(): Promise<string> {
    // Failed messages are in none of the counts: only the messages themselves tell whether there are any.
    const counted = counts.observed + counts.inProcess + counts.pending > 0;
    const anything = counted || (await client.sessions.getMessages(sessionId)).length > 0;
    if (!anything || spaceId === null) return 'pending';
    return (await client.learningSpaces.getSession(spaceId, sessionId)).status;
  }
}
