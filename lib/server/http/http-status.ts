import type { ErrorCode } from '#lib/protocol/lab-error.ts';

/** The one translation of an error's code to HTTP. */
export const HTTP_STATUS = {
  invalid_input: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  already_running: 409,
  acontext_unreachable: 502,
  acontext_unauthorized: 502,
  acontext_unsupported: 502,
  acontext_failed: 502,
  model_unreachable: 502,
  model_unauthorized: 502,
  model_rate_limited: 503,
  model_failed: 502,
  learning_failed: 502,
  learning_timeout: 504,
  storage_full: 507,
  storage_locked: 503,
  storage_failed: 500,
  cancelled: 409,
  internal: 500,
} as const satisfies Record<ErrorCode, number>;
