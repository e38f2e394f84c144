import type { Part } from '../part.ts';

/** A stored message as the pipeline's agents read it. */
export interface ReadableMessage {
  role: 'user' | 'assistant';
  parts: Part[];
}

const TRUNCATED = '… [truncated]';

function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit)}${TRUNCATED}`;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return text ?? {};
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function partContent(part: Part, toolNames: ReadonlyMap<string, string>): string {
  const meta = part.meta ?? {};
  switch (part.type) {
    case 'text':
    case 'thinking':
      return part.text ?? '';
    case 'tool-call':
      return JSON.stringify({ tool_name: meta['name'], arguments: parsed(meta['arguments']) });
    case 'tool-result': {
      const name = toolNames.get(textOf(meta['tool_call_id']));
      return JSON.stringify({ ...(name && { tool_name: name }), result: part.text ?? '' });
    }
    default:
      return `[file: ${part.filename ?? part.type}]`;
  }
}

/** Tool call id → tool name, so that a result can say which tool it came from. */
export function toolNamesOf(messages: readonly Pick<ReadableMessage, 'parts'>[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { parts } of messages) {
    for (const { type, meta } of parts) {
      if (type === 'tool-call' && meta?.['id']) names.set(textOf(meta['id']), textOf(meta['name']));
    }
  }
  return names;
}

/**
 * One block per message, numbered from 0 in the order given:
 *
 *     <message id=0>
 *     <user>(text) the gateway answers 502
 *     </message>
 *
 * Each part is cut at `limit` characters.
 */
export function renderMessages(
  messages: readonly ReadableMessage[],
  options: { limit: number; toolNames: ReadonlyMap<string, string> },
): string {
  return messages
    .map(({ role, parts }, index) => {
      const speaker = role === 'user' ? 'user' : 'agent';
      const lines = parts.map(
        (part) => `<${speaker}>(${part.type}) ${cut(partContent(part, options.toolNames), options.limit)}`,
      );
      return [`<message id=${index}>`, ...lines, '</message>'].join('\n');
    })
    .join('\n');
}
