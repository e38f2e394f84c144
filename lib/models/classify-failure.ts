import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { z } from 'zod';
import { errorMessage } from '#lib/utils/error-message.ts';
import { BrokenStreamError } from './assemble-answer.ts';

export type FailureKind =
  | 'unauthorized'
  | 'not_found'
  | 'rejected'
  | 'quota'
  | 'rate_limited'
  | 'server'
  | 'unreachable'
  | 'timeout'
  | 'broken';

/** Why one attempt failed. */
export interface Failure {
  kind: FailureKind;
  /** HTTP status; null when there was no answer or it failed after it began. */
  status: number | null;
  /** The server's own words. May quote what was sent: redact before showing. */
  detail: string;
  /** What the server asks to wait; null when it does not say. */
  retryAfterMs: number | null;
}

/** The connection was open, but nothing came for too long. */
export class StalledError extends Error {
  override name = 'StalledError';
}

/** Sorts whatever an attempt threw. `now` (ms) turns a Retry-After date into a wait. */
export function classifyFailure(error: unknown, now: number): Failure {
  const failure = (kind: FailureKind): Failure => ({
    kind,
    status: null,
    detail: errorMessage(error),
    retryAfterMs: null,
  });
  if (error instanceof StalledError || error instanceof APIConnectionTimeoutError) return failure('timeout');
  if (error instanceof BrokenStreamError || error instanceof z.ZodError) return failure('broken');
  if (error instanceof APIConnectionError) return failure('unreachable');
  if (error instanceof APIError) {
    const status: unknown = error.status;
    const code = wireErrorCode(error);
    return {
      ...failure(kindOf(typeof status === 'number' ? status : null, code)),
      status: typeof status === 'number' ? status : null,
      retryAfterMs: readRetryAfter(error.headers, now),
    };
  }
  // What is left comes from reading the stream: a cut connection, or chunks that are no JSON.
  return failure('broken');
}

function kindOf(status: number | null, code: string): FailureKind {
  if (code === 'insufficient_quota' || code === 'billing_hard_limit_reached' || status === 402)
    return 'quota';
  if (status === 429 || code === 'rate_limit_exceeded') return 'rate_limited';
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 404) return 'not_found';
  if (status === 408) return 'timeout';
  // No status: the server reported the error inside a stream that it had begun.
  if (status === null || status === 409 || status >= 500) return 'server';
  return 'rejected';
}

function wireErrorCode(error: APIError): string {
  const code: unknown = error.code ?? error.type;
  return typeof code === 'string' ? code : '';
}

/** `retry-after-ms`, or `retry-after` in seconds or as a date. */
function readRetryAfter(headers: Headers | undefined, now: number): number | null {
  const exact = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (exact >= 0) return exact;
  const text = headers?.get('retry-after') ?? '';
  const seconds = Number.parseFloat(text);
  if (/^\s*[\d.]+\s*$/.test(text) && seconds >= 0) return seconds * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
