import type { Keys } from '#lib/learning/index.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { Lab } from '../lab/lab.ts';

/** The keys that this lab gives out; throws `conflict` when it uses another Acontext's. */
export function embeddedKeys({ embedded }: Lab): Keys {
  if (embedded) return embedded.keys;
  throw new LabError({
    code: 'conflict',
    message: 'This lab uses a remote Acontext, so its embedded server and that server’s keys are off.',
    hint: 'Keys are managed where that Acontext is.',
  });
}
