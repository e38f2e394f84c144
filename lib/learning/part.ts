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

/** Where the bytes of a part lie. */
export const assetSchema = z.object({
  bucket: z.string(),
  s3_key: z.string(),
  etag: z.string(),
  sha256: z.string(),
  mime: z.string(),
  size_b: z.number(),
});

/** One piece of a message in Acontext's own form. */
export const partSchema = z.object({
  type: z.enum(PART_TYPES),
  text: z.string().optional(),
  asset: assetSchema.optional(),
  filename: z.string().optional(),
  meta: z.record(z.string(), z.unknown()).optional(),
});
export type Part = z.infer<typeof partSchema>;

/** A part as it comes in: the form field with its file instead of an asset. */
export type IncomingPart = Part & { file_field?: string };
