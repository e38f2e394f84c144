import { z } from 'zod';
import { partSchema, type Part } from '../part.ts';
import { FormatError, issueText, type Normalised } from './normalised.ts';

// Assets are ours to give: a caller names the form field that holds the file.
const incoming = partSchema.omit({ asset: true }).extend({ file_field: z.string().min(1).optional() });
/** SDKs write what is absent as null. */
const withoutNulls = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null))
    : value;
const schema = z.object({
  role: z.enum(['user', 'assistant']),
  parts: z.array(z.preprocess(withoutNulls, incoming)),
});

const NEEDED: Partial<Record<Part['type'], (part: Part) => string | null>> = {
  text: (part) => (part.text === undefined ? 'text' : null),
  thinking: (part) => (part.text === undefined ? 'text' : null),
  'tool-call': ({ meta }) => ['name', 'arguments'].find((key) => meta?.[key] === undefined) ?? null,
  'tool-result': ({ meta }) => (meta?.['tool_call_id'] === undefined ? 'tool_call_id' : null),
  data: ({ meta }) => (meta?.['data_type'] === undefined ? 'data_type' : null),
};

/** Reads a message in Acontext's own form. Throws FormatError. */
export function fromAcontext(blob: unknown): Normalised {
  const parsed = schema.safeParse(blob);
  if (!parsed.success) throw new FormatError(issueText(parsed.error, 'message'));
  const { role, parts } = parsed.data;
  for (const [index, part] of parts.entries()) {
    const missing = NEEDED[part.type]?.(part);
    if (missing) throw new FormatError(`parts.${index}: a ${part.type} part needs '${missing}'`);
  }
  return { role, parts, meta: { source_format: 'acontext' } };
}
