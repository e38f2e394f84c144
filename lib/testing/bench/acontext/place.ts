import { z } from 'zod';

/** A data folder (SQLite), or a database of Postgres. */
export const placeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sqlite'), dataDir: z.string() }),
  z.object({ kind: z.literal('postgres'), url: z.string() }),
]);
export type Place = z.infer<typeof placeSchema>;
