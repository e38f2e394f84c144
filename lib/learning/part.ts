import { z } from 'zod';

const PART_TYPES = [
  'text',
  'image',
  'audio',
  'video',
  'file',
  'tool-call',
  'tool-result',
  'data',
  'thinking',
  'redacted_thinking',
] as const;

/** One piece of a message in Acontext's own form. */
export const partSchema = z.object({
  type: z.enum(PART_TYPES),
  text: z.string().optional(),
  filename: z.string().optional(),
  meta: z.record(z.string(), z.unknown()).optional(),
});
export type Part = z.infer<typeof partSchema>;
