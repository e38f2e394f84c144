import type { Cause, PlainCause } from '../scenario-schema.ts';

/** The plain causes that a cause is made of. */
export function causesOf(cause: Cause): PlainCause[] {
  return cause.is === 'all' ? cause.of.flatMap(causesOf) : [cause];
}
