import { APIError, TransportError } from '@acontext/acontext';
import { z } from 'zod';
import type { ErrorCode, ErrorInfo } from '#lib/protocol/lab-error.ts';
import { LabError } from '#lib/protocol/lab-error.ts';

const UNAUTHORIZED_HINT =
  'The key may have been revoked, or belong to another server. Set ACONTEXT_API_KEY to a valid key of the project (and ACONTEXT_BASE_URL to its server), or unset both to use the embedded Acontext; then start the lab again.';
const UNSUPPORTED_HINT =
  'The server may be older than this API: update it. Or ACONTEXT_BASE_URL points elsewhere: it has to end in /api/v1.';
const UNREACHABLE_HINT =
  'Check ACONTEXT_BASE_URL and the network, or unset ACONTEXT_API_KEY and ACONTEXT_BASE_URL to use the embedded Acontext.';
const BUSY_HINT = 'Try again in a minute; nothing of the run itself is lost.';
const SHAPE_HINT =
  'Check that ACONTEXT_BASE_URL points to an Acontext API and ends in /api/v1; its version may also be one that the lab does not know.';

/** Status of the failure: HTTP's, or the body's own where a 2xx carries a failed envelope. */
export function statusOf(error: unknown): number | null {
  if (!(error instanceof APIError)) return null;
  return error.statusCode >= 400 ? error.statusCode : (error.code ?? error.statusCode);
}

/** It is unknown whether the server did what was asked: the connection failed, or it broke in the middle. */
export function isAmbiguous(error: unknown): boolean {
  const status = statusOf(error);
  return error instanceof TransportError || (status !== null && status >= 500 && status !== 503);
}

/** The server said that it did nothing, and may do it later. */
export function isRefusedForNow(error: unknown): boolean {
  const status = statusOf(error);
  return status === 429 || status === 503;
}

/** Whether a failure that was explained may be gone in a while: the server is away, busy or broken for now. */
export function isPassing(error: LabError): boolean {
  return isAmbiguous(error.cause) || isRefusedForNow(error.cause);
}

export function isRateLimited(error: unknown): boolean {
  return statusOf(error) === 429;
}

/** What went wrong and what to do, in the lab's own error. `doing` completes "Acontext could not …". */
export function explainError(error: unknown, doing: string, host: string): LabError {
  if (error instanceof LabError) return error;
  return new LabError(infoOf(error, doing, host), { cause: error });
}

function infoOf(error: unknown, doing: string, host: string): ErrorInfo {
  if (error instanceof z.ZodError) {
    const issue = error.issues[0];
    const where = issue ? ` (${issue.path.join('.') || 'body'}: ${issue.message})` : '';
    const message = `${host} answered in a form that the lab does not know, when it was to ${doing}${where}.`;
    return { code: 'acontext_failed', message, hint: SHAPE_HINT };
  }
  if (error instanceof APIError) {
    const status = statusOf(error);
    // Acontext answers in its envelope; a bare 404 or 405 is its router's, which does not know the path.
    if (error.payload === null && (status === 404 || status === 405)) {
      const message = `${host} has no route to ${doing} (HTTP ${status}).`;
      return { code: 'acontext_unsupported', message, hint: UNSUPPORTED_HINT };
    }
    const words = [error.message, error.error].filter(Boolean).join(': ');
    const { code, hint } = verdictOf(status);
    const message = `${host} could not ${doing} (HTTP ${status ?? error.statusCode}${words ? `, ${words}` : ''}).`;
    return hint ? { code, message, hint } : { code, message };
  }
  if (error instanceof TransportError) {
    return {
      code: 'acontext_unreachable',
      message: `No connection to ${host} to ${doing}: ${error.message}`,
      hint: UNREACHABLE_HINT,
    };
  }
  return { code: 'internal', message: `Unexpected failure when ${host} was to ${doing}.` };
}

function verdictOf(status: number | null): { code: ErrorCode; hint?: string } {
  if (status === 401 || status === 403) return { code: 'acontext_unauthorized', hint: UNAUTHORIZED_HINT };
  if (status === 404) return { code: 'not_found' };
  if (status === 409) return { code: 'conflict' };
  if (status === 429 || (status ?? 0) >= 500) return { code: 'acontext_failed', hint: BUSY_HINT };
  return { code: 'acontext_failed' };
}
