import { LabError } from '#lib/protocol/lab-error.ts';

/** The LabError that a promise must reject with. */
export async function failureOf(promise: Promise<unknown>): Promise<LabError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof LabError)) throw new Error(`Expected a LabError, got ${String(error)}`);
  return error;
}
