import { z } from 'zod';
import type { Part } from '../part.ts';
import { FormatError, issueText, type Normalised } from './normalised.ts';

const objectSchema = z.record(z.string(), z.unknown());
// SDKs write what is absent as null.
const partSchema = z.object({
  text: z.string().nullish(),
  thought: z.boolean().nullish(),
  thoughtSignature: z.string().nullish(),
  inlineData: z.object({ mimeType: z.string(), data: z.base64() }).nullish(),
  fileData: z.object({ mimeType: z.string().nullish(), fileUri: z.string() }).nullish(),
  functionCall: z
    .object({ id: z.string().nullish(), name: z.string().min(1), args: objectSchema.nullish() })
    .nullish(),
  functionResponse: z
    .object({ id: z.string().nullish(), name: z.string().min(1), response: objectSchema.nullish() })
    .nullish(),
});
const schema = z.object({ role: z.enum(['user', 'model']), parts: z.array(partSchema).min(1) });

function mediaType(mime: string): 'image' | 'audio' | 'video' | 'file' {
  const kind = mime.split('/')[0];
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'file';
}

function partOf(part: z.infer<typeof partSchema>, newCallId: () => string): Part | null {
  const { text, inlineData, fileData, functionCall, functionResponse } = part;
  if (functionCall) {
    const { id, name, args } = functionCall;
    const meta = { id: id || newCallId(), name, arguments: JSON.stringify(args ?? {}), type: 'function' };
    return { type: 'tool-call', meta };
  }
  if (functionResponse) {
    const { id, name, response } = functionResponse;
    const meta = { ...(id && { tool_call_id: id }), name };
    return { type: 'tool-result', text: JSON.stringify(response ?? {}), meta };
  }
  if (inlineData) {
    const { mimeType, data } = inlineData;
    return { type: mediaType(mimeType), meta: { type: 'base64', media_type: mimeType, data } };
  }
  if (fileData) {
    const { mimeType, fileUri } = fileData;
    const meta = { type: 'url', url: fileUri, ...(mimeType && { media_type: mimeType }) };
    return { type: mediaType(mimeType ?? ''), meta };
  }
  if (typeof text !== 'string') return null;
  return part.thought ? { type: 'thinking', text, meta: { thought: true } } : { type: 'text', text };
}

/** Reads a content of Gemini's API; calls without an id get one. Throws FormatError. */
export function fromGemini(blob: unknown, newId: () => string): Normalised {
  const parsed = schema.safeParse(blob);
  if (!parsed.success) throw new FormatError(issueText(parsed.error, 'content'));
  const parts = parsed.data.parts.map((raw, index) => {
    const part = partOf(raw, () => `call_${newId().slice(0, 8)}`);
    if (!part) throw new FormatError(`parts.${index}: unsupported Gemini part`);
    const { thoughtSignature } = raw;
    return thoughtSignature ? { ...part, meta: { ...part.meta, thought_signature: thoughtSignature } } : part;
  });
  const role = parsed.data.role === 'model' ? 'assistant' : 'user';
  return { role, parts, meta: { source_format: 'gemini' } };
}

const idOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Gives results without an id that of the oldest call of their name that has no result yet. */
export function linkResults(parts: readonly Part[], earlier: readonly Part[]): Part[] {
  const answered = new Set(
    [...earlier, ...parts]
      .filter(({ type }) => type === 'tool-result')
      .map(({ meta }) => idOf(meta?.['tool_call_id'])),
  );
  const open = earlier.filter(({ type, meta }) => type === 'tool-call' && !answered.has(idOf(meta?.['id'])));
  return parts.map((part) => {
    if (part.type !== 'tool-result' || part.meta?.['tool_call_id'] !== undefined) return part;
    const at = open.findIndex(({ meta }) => meta?.['name'] === part.meta?.['name']);
    const [call] = at < 0 ? [] : open.splice(at, 1);
    return call ? { ...part, meta: { ...part.meta, tool_call_id: idOf(call.meta?.['id']) } } : part;
  });
}
