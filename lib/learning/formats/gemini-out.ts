import type { Part } from '../part.ts';
import { mediaOf, objectFrom } from './media.ts';
import type { Outgoing } from './normalised.ts';

type Piece = Record<string, unknown>;

function mediaPiece(part: Part): Piece {
  const media = mediaOf(part);
  if (!media) return { text: `[${part.type}: ${part.filename ?? 'not shown'}]` };
  if (!('url' in media)) return { inlineData: { mimeType: media.mime, data: media.data } };
  const mimeType = part.meta?.['media_type'] ?? part.asset?.mime;
  return { fileData: { fileUri: media.url, ...(mimeType !== undefined && { mimeType }) } };
}

function pieceOf(part: Part, toolNames: ReadonlyMap<string, string>): Piece {
  const meta = part.meta ?? {};
  switch (part.type) {
    case 'text':
      return { text: part.text ?? '' };
    case 'thinking':
      return { text: part.text ?? '', ...(meta['thought'] === true && { thought: true }) };
    case 'image':
    case 'audio':
    case 'video':
    case 'file':
      return mediaPiece(part);
    case 'tool-call': {
      const args = objectFrom(meta['arguments'] ?? {}, 'arguments');
      return { functionCall: { ...(meta['id'] ? { id: meta['id'] } : {}), name: meta['name'], args } };
    }
    case 'tool-result': {
      const id = typeof meta['tool_call_id'] === 'string' ? meta['tool_call_id'] : '';
      const name = meta['name'] ?? meta['function_name'] ?? toolNames.get(id) ?? 'unknown';
      const response = part.text ? objectFrom(part.text, 'output') : {};
      return { functionResponse: { ...(id && { id }), name, response } };
    }
    case 'data':
    case 'redacted_thinking':
      return { text: `[${part.type}]` };
  }
}

/** Writes a stored message as a content of Gemini's API. `toolNames`: call id → name, for results that lack one. */
export function toGemini(
  { role, parts }: Outgoing,
  toolNames: ReadonlyMap<string, string>,
): Record<string, unknown> {
  const pieces = parts.map((part) => {
    const thoughtSignature = part.meta?.['thought_signature'];
    return { ...pieceOf(part, toolNames), ...(thoughtSignature !== undefined && { thoughtSignature }) };
  });
  return { role: role === 'assistant' ? 'model' : 'user', parts: pieces };
}
