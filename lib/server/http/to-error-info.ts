import type { z } from 'zod';
import { type ErrorInfo, LabError } from '#lib/protocol/lab-error.ts';
import { logError } from './log-error.ts';

/**
 * What may be told of anything that was thrown. A LabError speaks for itself; anything else is a defect whose words
 * could hold a path or a secret, so they go to the server's log and the reader gets the fact alone.
 */
export function toErrorInfo(error: unknown, log: (error: unknown) => void = logError): ErrorInfo {
  if (error instanceof LabError) return error.info;
  log(error);
  return {
    code: 'internal',
    message: 'The lab made a mistake; its log says more.',
    hint: 'Try again, and report it if it stays.',
  };
}

/** Turns a zod error about a request into the field messages that a form shows. */
export function invalidInput(error: z.ZodError): LabError {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    const names = issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.') || 'body'];
    for (const name of names)
      fields[name] ??= issue.code === 'unrecognized_keys' ? 'is not known here' : issue.message;
  }
  const list = Object.entries(fields).map(([name, message]) => `${name}: ${message}`);
  return new LabError({
    code: 'invalid_input',
    message: `The request was not understood: ${list.join('; ')}.`,
    fields,
  });
}
