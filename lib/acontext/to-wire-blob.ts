import type { ChatMessage } from '#lib/protocol/chat.ts';

/** A message in OpenAI's form, as the original walkthrough stores it: `content` of a calling assistant only if there is any. */
export function toWireBlob(message: Exclude<ChatMessage, { role: 'system' }>): Record<string, unknown> {
  switch (message.role) {
    case 'user':
      return { role: 'user', content: message.content };
    case 'tool':
      return { role: 'tool', tool_call_id: message.toolCallId, content: message.content };
    case 'assistant': {
      const calls = message.toolCalls.map(({ id, name, arguments: raw }) => ({
        id,
        type: 'function',
        function: { name, arguments: raw },
      }));
      if (calls.length === 0) return { role: 'assistant', content: message.content };
      return {
        role: 'assistant',
        ...(message.content ? { content: message.content } : {}),
        tool_calls: calls,
      };
    }
  }
}
