import { z } from 'zod';

/** Every way in which the lab can say no. HTTP status and page wording are decided from the code, in one place each. */
export const ERROR_CODES = [
  'invalid_input',
  'unauthorized',
  'forbidden',
  'not_found',
  'conflict',
  'already_running',
  'acontext_unreachable',
  'acontext_unauthorized',
  'acontext_unsupported',
  'acontext_failed',
  'model_unreachable',
  'model_unauthorized',
  'model_rate_limited',
  'model_failed',
  'learning_failed',
  'learning_timeout',
  'storage_full',
  'storage_locked',
  'storage_failed',
  'cancelled',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** What was wrong, and what to do about it. Never holds a secret. */
export const errorInfoSchema = z.object({
  code: z.enum(ERROR_CODES),
  /** What happened, one sentence. */
  message: z.string(),
  /** What the reader can do, one sentence. */
  hint: z.string().optional(),
  /** Input field → what is wrong with it, for forms. */
  fields: z.record(z.string(), z.string()).optional(),
});

export type ErrorInfo = z.infer<typeof errorInfoSchema>;

const BRAND = Symbol.for('auto-learn-lab.error');

/** The one error class of the lab; anything else that is thrown is a defect (`internal`). */
export class LabError extends Error {
  readonly info: ErrorInfo;
  readonly [BRAND] = true;

  /** Next bundles a module once for its routes and once for the boot: an error of the other copy is a LabError too. */
  static override [Symbol.hasInstance](value: unknown): value is LabError {
    return typeof value === 'object' && value !== null && BRAND in value;
  }

  constructor(info: ErrorInfo, options?: { cause?: unknown }) {
    super(info.message, options);
    this.name = 'LabError';
    this.info = info;
  }

  get code(): ErrorCode {
    return this.info.code;
  }
}
