import { z } from 'zod';
import type { Part } from '../part.ts';

const sourceSchema = z.object({
  url: z.string().optional(),
  media_type: z.string().optional(),
  data: z.string().optional(),
  /** Of OpenAI's audio: `mp3`, `wav`. */
  format: z.string().optional(),
});

/** What an image, a document or a recording consists of: an address, or bytes in base64. */
export type Media = { url: string } | { mime: string; data: string };

const DATA_URL = /^data:([\w.+-]+\/[\w.+-]+)?;base64,(.*)$/s;

/** Null when the part says neither. A data URL is bytes. */
export function mediaOf(part: Part): Media | null {
  const source = sourceSchema.safeParse(part.meta ?? {}).data;
  if (!source) return null;
  const inline = DATA_URL.exec(source.url ?? '');
  if (inline) return { mime: inline[1] ?? 'application/octet-stream', data: inline[2] ?? '' };
  if (source.url !== undefined) return { url: source.url };
  if (source.data === undefined) return null;
  const fallback = source.format ? `audio/${source.format}` : 'application/octet-stream';
  return { mime: source.media_type ?? fallback, data: source.data };
}

export const addressOfMedia = (media: Media): string =>
  'url' in media ? media.url : `data:${media.mime};base64,${media.data}`;

/** JSON text of arguments or results as an object; anything else under `key`. */
export function objectFrom(value: unknown, key: string): Record<string, unknown> {
  const parsed = z
    .record(z.string(), z.unknown())
    .safeParse(typeof value === 'string' ? parse(value) : value);
  return parsed.success ? parsed.data : { [key]: value };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
