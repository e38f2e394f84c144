import type { z } from 'zod';
import { LabError } from '#lib/protocol/lab-error.ts';

/** Reads JSON that the lab wrote earlier. What does not fit the contract is a damaged or a newer database. */
export function parseStored<T>(schema: z.ZodType<T>, read: () => unknown): T {
  try {
    return schema.parse(read());
  } catch (cause) {
    throw new LabError(
      {
        code: 'storage_failed',
        message: 'The database holds an entry that this version of the lab cannot read.',
        hint: 'Was it written by a newer version? Use that one, or another data folder.',
      },
      { cause },
    );
  }
}
