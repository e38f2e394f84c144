import { z } from 'zod';
import type { Part } from '../part.ts';
import { FormatError, issueText, type Normalised } from './normalised.ts';

const textPart = z.object({ type: z.literal('text'), text: z.string() });
const userPart = z.discriminatedUnion('type', [
  textPart,
  z.object({
    type: z.literal('image_url'),
    image_url: z.object({ url: z.string(), detail: z.string().optional() }),
  }),
  z.object({
    type: z.literal('input_audio'),
    input_audio: z.object({ data: z.string(), format: z.string() }),
  }),
  z.object({
    type: z.literal('file'),
    file: z.object({
      file_id: z.string().optional(),
      file_data: z.string().optional(),
      filename: z.string().optional(),
    }),
  }),
]);
const refusalPart = z.object({ type: z.literal('refusal'), refusal: z.string() });
const texts = z.union([z.string(), z.array(textPart)]);
const name = z.string().nullish();
const call = z.object({ name: z.string().min(1), arguments: z.string() });

const schema = z.discriminatedUnion('role', [
  z.object({ role: z.literal('user'), name, content: z.union([z.string(), z.array(userPart).min(1)]) }),
  z.object({
    role: z.literal('assistant'),
    name,
    content: z.union([z.string(), z.array(z.discriminatedUnion('type', [textPart, refusalPart]))]).nullish(),
    refusal: z.string().nullish(),
    tool_calls: z
      .array(z.object({ id: z.string(), type: z.literal('function').default('function'), function: call }))
      .nullish(),
    function_call: call.nullish(),
  }),
  z.object({ role: z.literal('tool'), tool_call_id: z.string().min(1), content: texts }),
  z.object({ role: z.literal('function'), name: z.string().min(1), content: z.string().nullable() }),
  z.object({ role: z.enum(['system', 'developer']), name, content: texts }),
]);

type Message = z.infer<typeof schema>;

const textOf = (content: z.infer<typeof texts>): string =>
  typeof content === 'string' ? content : content.map(({ text }) => text).join('');

const written = (text: string): Part => (text === '' ? { type: 'text' } : { type: 'text', text });

function userParts(content: string | z.infer<typeof userPart>[]): Part[] {
  if (typeof content === 'string') return [written(content)];
  return content.map((part): Part => {
    switch (part.type) {
      case 'text':
        return written(part.text);
      case 'image_url':
        return { type: 'image', meta: part.image_url };
      case 'input_audio':
        return { type: 'audio', meta: part.input_audio };
      case 'file': {
        const { filename, ...meta } = part.file;
        return { type: 'file', ...(filename !== undefined && { filename }), meta };
      }
    }
  });
}

function assistantParts(message: Extract<Message, { role: 'assistant' }>): Part[] {
  const { content, refusal, tool_calls, function_call } = message;
  const parts: Part[] = [];
  if (typeof content === 'string' && content !== '') parts.push({ type: 'text', text: content });
  if (Array.isArray(content)) {
    for (const part of content) {
      if (part.type === 'text') parts.push(written(part.text));
      else parts.push({ type: 'text', text: part.refusal, meta: { is_refusal: true } });
    }
  }
  if (refusal) parts.push({ type: 'text', text: refusal, meta: { is_refusal: true } });
  for (const { id, type, function: called } of tool_calls ?? []) {
    parts.push({ type: 'tool-call', meta: { id, name: called.name, arguments: called.arguments, type } });
  }
  if (function_call) parts.push({ type: 'tool-call', meta: { ...function_call, type: 'function' } });
  return parts;
}

function normalise(message: Message): Omit<Normalised, 'meta'> & { original_role?: string } {
  switch (message.role) {
    case 'user':
      return { role: 'user', parts: userParts(message.content) };
    case 'assistant':
      return { role: 'assistant', parts: assistantParts(message) };
    case 'tool': {
      const meta = { tool_call_id: message.tool_call_id };
      return { role: 'user', parts: [{ type: 'tool-result', text: textOf(message.content), meta }] };
    }
    case 'function': {
      const meta = { tool_call_id: message.name, function_name: message.name };
      return { role: 'user', parts: [{ type: 'tool-result', text: message.content ?? '', meta }] };
    }
    case 'system':
    case 'developer':
      return { role: 'user', parts: [written(textOf(message.content))], original_role: message.role };
  }
}

/** Reads a chat-completions message. Throws FormatError. */
export function fromOpenai(blob: unknown): Normalised {
  const parsed = schema.safeParse(blob);
  if (!parsed.success) throw new FormatError(issueText(parsed.error, 'message'));
  const { original_role, ...message } = normalise(parsed.data);
  const named = parsed.data.role !== 'function' && 'name' in parsed.data ? parsed.data.name : undefined;
  const meta = {
    source_format: 'openai',
    ...(typeof named === 'string' && { name: named }),
    ...(original_role && { original_role }),
  };
  return { ...message, meta };
}
