import { z } from 'zod';
import type { Part } from '../part.ts';
import { FormatError, issueText, type Normalised } from './normalised.ts';

const cache = { cache_control: z.record(z.string(), z.unknown()).nullish() };
const source = z.discriminatedUnion('type', [
  z.object({ type: z.literal('base64'), media_type: z.string(), data: z.string() }),
  z.object({ type: z.literal('url'), url: z.string() }),
]);
const textBlock = z.object({ type: z.literal('text'), text: z.string(), ...cache });

const known = z.discriminatedUnion('type', [
  textBlock,
  z.object({ type: z.literal('image'), source, ...cache }),
  z.object({ type: z.literal('document'), source, title: z.string().nullish(), ...cache }),
  z.object({
    type: z.literal('tool_use'),
    id: z.string().min(1),
    name: z.string().min(1),
    input: z.record(z.string(), z.unknown()),
    ...cache,
  }),
  z.object({
    type: z.literal('tool_result'),
    tool_use_id: z.string().min(1),
    content: z.union([z.string(), z.array(z.looseObject({ type: z.string() }))]).nullish(),
    is_error: z.boolean().nullish(),
    ...cache,
  }),
  z.object({ type: z.literal('thinking'), thinking: z.string(), signature: z.string().default('') }),
  z.object({ type: z.literal('redacted_thinking'), data: z.string() }),
]);
type Block = z.infer<typeof known>;
const KNOWN = new Set<string>(known.options.map(({ shape }) => shape.type.value));

const schema = z.object({
  role: z.enum(['user', 'assistant']),
  content: z.union([z.string(), z.array(z.looseObject({ type: z.string() }))]),
});

type ToolResult = Extract<Block, { type: 'tool_result' }>;

/** Texts joined; what else a result holds stays in its meta. */
function toolResult({ tool_use_id, content, is_error }: ToolResult): Part {
  const items = typeof content === 'string' ? [{ type: 'text', text: content }] : (content ?? []);
  const texts = items.map((item) => textBlock.safeParse(item).data?.text ?? '');
  const others = items.filter((item) => item.type !== 'text');
  return {
    type: 'tool-result',
    text: texts.join(''),
    meta: {
      tool_call_id: tool_use_id,
      is_error: is_error ?? false,
      ...(others.length > 0 && { content: others }),
    },
  };
}

function partOf(block: Block): Part {
  switch (block.type) {
    case 'text':
      return { type: 'text', text: block.text };
    case 'image':
      return { type: 'image', meta: block.source };
    case 'document':
      return { type: 'file', ...(block.title && { filename: block.title }), meta: block.source };
    case 'tool_use': {
      const { id, name, input } = block;
      return { type: 'tool-call', meta: { id, name, arguments: JSON.stringify(input), type: 'tool_use' } };
    }
    case 'tool_result':
      return toolResult(block);
    case 'thinking':
      return { type: 'thinking', text: block.thinking, meta: { signature: block.signature } };
    case 'redacted_thinking':
      return { type: 'redacted_thinking', meta: { data: block.data } };
  }
}

function readBlock(raw: { type: string }): Part {
  // Kept whole, so that it can be given back.
  if (!KNOWN.has(raw.type)) return { type: 'data', meta: { data_type: 'anthropic', block: raw } };
  const parsed = known.safeParse(raw);
  if (!parsed.success) throw new FormatError(issueText(parsed.error, 'content'));
  const part = partOf(parsed.data);
  const control = 'cache_control' in parsed.data ? parsed.data.cache_control : null;
  return control ? { ...part, meta: { ...part.meta, cache_control: control } } : part;
}

/** Reads a message of Anthropic's Messages API. Throws FormatError. */
export function fromAnthropic(blob: unknown): Normalised {
  const parsed = schema.safeParse(blob);
  if (!parsed.success) throw new FormatError(issueText(parsed.error, 'message'));
  const { role, content } = parsed.data;
  const blocks = typeof content === 'string' ? [{ type: 'text', text: content }] : content;
  return { role, parts: blocks.map(readBlock), meta: { source_format: 'anthropic' } };
}
