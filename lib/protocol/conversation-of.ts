import type { ChatMessage } from './chat.ts';
import type { RunEvent } from './run-event.ts';

/** The conversation of a log as it is stored in Acontext: the request, then each answer and its tool results. */
export function conversationOf(log: readonly RunEvent[]): Exclude<ChatMessage, { role: 'system' }>[] {
  return log.flatMap((event): Exclude<ChatMessage, { role: 'system' }>[] => {
    switch (event.type) {
      case 'run.started':
        return [{ role: 'user', content: event.data.request }];
      case 'inference.completed':
        return [{ role: 'assistant', content: event.data.content, toolCalls: event.data.toolCalls }];
      case 'tool_call.completed':
        return [{ role: 'tool', toolCallId: event.data.callId, content: event.data.result }];
      default:
        return [];
    }
  });
}
