import type { ChatMessage } from '#lib/protocol/chat.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { AppendEvent, SessionRecorder } from '#lib/protocol/ports.ts';
import { errorMessage } from '#lib/utils/error-message.ts';
import { orCancelled } from './cancellation.ts';
import type { DurableSteps } from './durable-steps.ts';

type Stored = { messageId: string } | { error: ErrorInfo };

export interface Conversation {
  /** All messages so far, the system prompt first. */
  readonly messages: ChatMessage[];
  /** Adds a message and stores it. */
  say(message: Exclude<ChatMessage, { role: 'system' }>): Promise<void>;
}

/**
 * The conversation, kept in order in Acontext as it grows. Once storing fails it says so, once, and goes on without:
 * the run's own log has everything.
 */
export function createConversation(options: {
  runId: string;
  systemPrompt: string;
  recorder: SessionRecorder | null;
  steps: DurableSteps;
  append: AppendEvent;
  signal: AbortSignal;
}): Conversation {
  const { runId, recorder, steps, append, signal } = options;
  const messages: ChatMessage[] = [{ role: 'system', content: options.systemPrompt }];
  let next = 0;
  let storing = recorder !== null;
  /** A crash may have come between storing a message and remembering it: only the first store can be such a one. */
  let mayBeStoredAlready = true;

  return {
    messages,
    async say(message) {
      messages.push(message);
      const index = next;
      next += 1;
      if (!recorder || !storing) return;
      const { value } = await steps.run(`store-${index}`, async (): Promise<Stored> => {
        const checkFirst = mayBeStoredAlready && steps.resumed();
        mayBeStoredAlready = false;
        try {
          const stored = recorder.store(message, { key: `${runId}:${index}`, checkFirst });
          return { messageId: await orCancelled(stored, signal) };
        } catch (error) {
          if (error instanceof LabError && error.code === 'cancelled') throw error;
          return { error: toErrorInfo(error) };
        }
      });
      if ('messageId' in value) {
        const data = { index, role: message.role, messageId: value.messageId };
        await append(`message-${index}`, { type: 'session.message_stored', data });
      } else {
        storing = false;
        await append('storing-failed', {
          type: 'session.storing_failed',
          data: { index, error: value.error },
        });
      }
    },
  };
}

function toErrorInfo(error: unknown): ErrorInfo {
  return error instanceof LabError ? error.info : { code: 'acontext_failed', message: errorMessage(error) };
}
