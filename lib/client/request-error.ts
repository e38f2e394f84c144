import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import { errorMessage } from '#lib/utils/error-message.ts';

/** A request that the lab refused or never answered. The browser's twin of LabError, which would bring zod along. */
export class RequestError extends Error {
  readonly info: ErrorInfo;
  /** HTTP status; null when there was no answer. */
  readonly status: number | null;

  constructor(info: ErrorInfo, status: number | null, options?: { cause?: unknown }) {
    super(info.message, options);
    this.name = 'RequestError';
    this.info = info;
    this.status = status;
  }
}

/** What a page can show of whatever was thrown. */
export function errorInfoOf(error: unknown): ErrorInfo {
  if (error instanceof RequestError) return error.info;
  return { code: 'internal', message: errorMessage(error), hint: 'Reload the page and try again.' };
}
