import { z } from 'zod';
import { errorInfoSchema, LabError } from '#lib/protocol/lab-error.ts';

const savedErrorSchema = z.object({
  name: z.string(),
  message: z.string(),
  stack: z.string().optional(),
  /** Of a LabError. */
  info: errorInfoSchema.optional(),
});
type SavedError = z.infer<typeof savedErrorSchema>;

/** How a step or a workflow ended, as JSON: what it threw is remembered just as what it returned. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; error: SavedError };

/** Runs to an outcome; never throws. A result that is not JSON counts as thrown. */
export async function conclude<T>(execute: () => Promise<T>): Promise<Outcome<T>> {
  try {
    const value = await execute();
    JSON.stringify(value);
    return { ok: true, value };
  } catch (error) {
    return { ok: false, error: save(error) };
  }
}

/** Returns what was returned, or throws what was thrown. */
export function reveal<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw revive(outcome.error);
}

const outcomeSchema = z.discriminatedUnion('ok', [
  // JSON has no undefined: a workflow that returns nothing has no value.
  z.object({ ok: z.literal(true), value: z.unknown().optional() }),
  z.object({ ok: z.literal(false), error: savedErrorSchema }),
]);

/** Reads a saved outcome. The type of the value is the caller's word: it wrote it. */
export function readOutcome<T>(json: unknown): Outcome<T> {
  return z.custom<Outcome<T>>((value) => outcomeSchema.safeParse(value).success).parse(json);
}

function save(error: unknown): SavedError {
  if (error instanceof LabError) return { name: error.name, message: error.message, info: error.info };
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message, stack } = error;
  return stack === undefined ? { name, message } : { name, message, stack };
}

function revive({ name, message, stack, info }: SavedError): Error {
  if (info) return new LabError(info);
  return Object.assign(new Error(message), { name }, stack === undefined ? {} : { stack });
}
