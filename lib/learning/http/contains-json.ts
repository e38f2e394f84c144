const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Containment as Postgres' `@>` has it for JSONB: objects by their keys, arrays by their members, scalars by equality. */
export function containsJson(whole: unknown, part: unknown): boolean {
  if (Array.isArray(part)) {
    return Array.isArray(whole) && part.every((wanted) => whole.some((item) => containsJson(item, wanted)));
  }
  if (isObject(part)) {
    return (
      isObject(whole) &&
      Object.entries(part).every(
        ([key, wanted]) => Object.hasOwn(whole, key) && containsJson(whole[key], wanted),
      )
    );
  }
  return whole === part;
}
