import type { Part } from '../part.ts';
import { addressOfMedia, mediaOf } from './media.ts';
import type { Outgoing } from './normalised.ts';

const metaOf = (part: Part): Record<string, unknown> => part.meta ?? {};

/** As it came from OpenAI's own format; by its address from another. */
function imageOf(part: Part): Record<string, unknown> {
  const media = mediaOf(part);
  const { detail } = metaOf(part);
  return { url: media ? addressOfMedia(media) : '', ...(detail !== undefined && { detail }) };
}

function contentPart(part: Part): Record<string, unknown> {
  const meta = metaOf(part);
  switch (part.type) {
    case 'image':
      return { type: 'image_url', image_url: imageOf(part) };
    case 'audio':
      return { type: 'input_audio', input_audio: meta };
    case 'file':
      return {
        type: 'file',
        file: { ...meta, ...(part.filename !== undefined && { filename: part.filename }) },
      };
    case 'text':
    case 'video':
    case 'tool-call':
    case 'tool-result':
    case 'data':
    case 'thinking':
    case 'redacted_thinking':
      return { type: 'text', text: part.text ?? '' };
  }
}

/** One text is a string, anything else is a list. */
function contentOf(parts: readonly Part[]): string | Record<string, unknown>[] {
  const [only] = parts;
  if (parts.length === 0) return '';
  return parts.length === 1 && only?.type === 'text' ? (only.text ?? '') : parts.map(contentPart);
}

function toolMessage(parts: readonly Part[]): Record<string, unknown> {
  const meta = metaOf(parts[0] ?? { type: 'tool-result' });
  const content = parts.map(({ text }) => text ?? '').join('');
  if (typeof meta['function_name'] === 'string') {
    return { role: 'function', name: meta['function_name'], content };
  }
  return { role: 'tool', tool_call_id: meta['tool_call_id'] ?? '', content };
}

function assistantMessage(parts: readonly Part[]): Record<string, unknown> {
  const refusals = parts.filter((part) => metaOf(part)['is_refusal'] === true);
  const texts = parts.filter((part) => part.type === 'text' && metaOf(part)['is_refusal'] !== true);
  const calls = parts
    .filter(({ type }) => type === 'tool-call')
    .map((part) => {
      const { id, name, arguments: args } = metaOf(part);
      const text = typeof args === 'string' ? args : JSON.stringify(args ?? {});
      return { id: id ?? '', type: 'function', function: { name, arguments: text } };
    });
  return {
    role: 'assistant',
    ...(texts.length > 0 && { content: contentOf(texts) }),
    ...(refusals.length > 0 && { refusal: refusals.map(({ text }) => text ?? '').join('') }),
    ...(calls.length > 0 && { tool_calls: calls }),
  };
}

/** Writes a stored message as a chat-completions message. */
export function toOpenai({ role, parts, meta }: Outgoing): Record<string, unknown> {
  const name = typeof meta['name'] === 'string' ? { name: meta['name'] } : {};
  if (role === 'assistant') return { ...assistantMessage(parts), ...name };
  if (parts.length > 0 && parts.every(({ type }) => type === 'tool-result')) return toolMessage(parts);
  const original = meta['original_role'];
  const outRole = original === 'system' || original === 'developer' ? original : 'user';
  return { role: outRole, content: contentOf(parts), ...name };
}
