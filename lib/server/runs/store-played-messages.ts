import { createSessionRecorder } from '#lib/acontext/index.ts';
import { conversationOf } from '#lib/protocol/conversation-of.ts';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import type { AppendEvent } from '#lib/protocol/ports.ts';
import type { Lab } from '../lab/lab.ts';
import { openSession } from '../lab/open-session.ts';
import { toErrorInfo } from '../http/to-error-info.ts';

/**
 * Brings the Acontext session of a played run up to its log, as an agent's session grows: message by message. A run
 * that does not teach has none; "learn from this run" stores it later. Once storing fails it says so and stops:
 * learning then replays the log.
 */
export async function storePlayedMessages(lab: Lab, runId: string, append: AppendEvent): Promise<void> {
  const log = await lab.store.events.list(runId);
  const { plan, sessionId: opened, storingFailed, messagesStored } = foldRunEvents(runId, log);
  if (!plan || plan.learnsInto === null || storingFailed) return;
  let index = messagesStored;
  try {
    const sessionId = opened ?? (await openSession(lab, runId, plan)).sessionId;
    await append('session.created', {
      type: 'session.created',
      data: { sessionId, spaceId: plan.learnsInto },
    });
    const recorder = createSessionRecorder(lab.acontext, sessionId);
    for (const message of conversationOf(log).slice(messagesStored)) {
      // A crash may have come between storing a message and noting it: only the first can be such a one.
      const checkFirst = opened !== null && index === messagesStored;
      const messageId = await recorder.store(message, { key: `${runId}:${index}`, checkFirst });
      await append(`message-${index}`, {
        type: 'session.message_stored',
        data: { index, role: message.role, messageId },
      });
      index += 1;
    }
  } catch (error) {
    await append('storing-failed', {
      type: 'session.storing_failed',
      data: { index, error: toErrorInfo(error) },
    });
  }
}
