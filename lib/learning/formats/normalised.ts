import type { z } from 'zod';
import type { IncomingPart, Part } from '../part.ts';

/** A message in Acontext's own form, whatever it came in as. */
export interface Normalised {
  role: 'user' | 'assistant';
  parts: IncomingPart[];
  /** System keys: where it came from and what its own form cannot say. */
  meta: Record<string, unknown>;
}

/** A stored message on its way out. */
export interface Outgoing {
  role: string;
  parts: Part[];
  meta: Record<string, unknown>;
}

/** Says in one sentence why a message is not of its format. */
export class FormatError extends Error {}

/** The first thing that is wrong, with where. */
export function issueText({ issues: [issue] }: z.ZodError, whole: string): string {
  return `${issue?.path.join('.') || whole}: ${issue?.message ?? 'invalid'}`;
}
