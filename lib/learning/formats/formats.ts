import { z } from 'zod';
import { fromAcontext } from './acontext-in.ts';
import { fromAnthropic } from './anthropic-in.ts';
import { toAnthropic } from './anthropic-out.ts';
import { fromGemini } from './gemini-in.ts';
import { toGemini } from './gemini-out.ts';
import type { Normalised, Outgoing } from './normalised.ts';
import { fromOpenai } from './openai-in.ts';
import { toOpenai } from './openai-out.ts';

export const formatSchema = z.enum(['openai', 'acontext', 'anthropic', 'gemini']);
export type Format = z.infer<typeof formatSchema>;

/** How each format is read. Throws FormatError. */
export const READERS: Record<Format, (blob: unknown, newId: () => string) => Normalised> = {
  openai: fromOpenai,
  acontext: fromAcontext,
  anthropic: fromAnthropic,
  gemini: fromGemini,
};

/** How the foreign formats are written; Acontext's own shows the row itself. */
export const WRITERS: Record<
  Exclude<Format, 'acontext'>,
  (message: Outgoing, toolNames: ReadonlyMap<string, string>) => unknown
> = { openai: toOpenai, anthropic: toAnthropic, gemini: toGemini };
