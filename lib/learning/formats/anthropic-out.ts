import { z } from 'zod';
import type { Part } from '../part.ts';
import { mediaOf, objectFrom } from './media.ts';
import type { Outgoing } from './normalised.ts';

type Block = Record<string, unknown>;

const listSchema = z.array(z.record(z.string(), z.unknown())).catch([]);
const text = (content: string): Block => ({ type: 'text', text: content });

function mediaBlock(type: 'image' | 'document', part: Part): Block | null {
  const media = mediaOf(part);
  if (!media) return null;
  const source =
    'url' in media
      ? { type: 'url', url: media.url }
      : { type: 'base64', media_type: media.mime, data: media.data };
  return { type, source, ...(type === 'document' && part.filename && { title: part.filename }) };
}

function thinkingBlock(part: Part): Block {
  const signature = part.meta?.['signature'];
  // Unsigned thinking is refused by the API; it is said as text instead.
  return typeof signature === 'string' && signature !== ''
    ? { type: 'thinking', thinking: part.text ?? '', signature }
    : text(part.text ?? '');
}

function blockOf(part: Part): Block | null {
  const meta = part.meta ?? {};
  switch (part.type) {
    case 'text':
      return text(part.text ?? '');
    case 'image':
      return mediaBlock('image', part);
    case 'file':
      return mediaBlock('document', part);
    case 'tool-call':
      return {
        type: 'tool_use',
        id: meta['id'] ?? '',
        name: meta['name'],
        input: objectFrom(meta['arguments'] ?? {}, 'arguments'),
      };
    case 'tool-result':
      return {
        type: 'tool_result',
        tool_use_id: meta['tool_call_id'] ?? '',
        content: [...(part.text ? [text(part.text)] : []), ...listSchema.parse(meta['content'])],
        is_error: meta['is_error'] === true,
      };
    case 'thinking':
      return thinkingBlock(part);
    case 'redacted_thinking':
      return { type: 'redacted_thinking', data: meta['data'] ?? '' };
    case 'data':
      return meta['data_type'] === 'anthropic' ? objectFrom(meta['block'], 'text') : null;
    case 'audio':
    case 'video':
      return null;
  }
}

/** Writes a stored message for Anthropic's Messages API; what that API has no block for is named in a text. */
export function toAnthropic({ role, parts }: Outgoing): Record<string, unknown> {
  const content = parts.map((part) => {
    const block = blockOf(part) ?? text(`[${part.type}: ${part.filename ?? 'not shown'}]`);
    const control = part.meta?.['cache_control'];
    return control ? { ...block, cache_control: control } : block;
  });
  return { role, content };
}
