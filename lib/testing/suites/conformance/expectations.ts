import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';

const LONGEST = 300;

/** A value in one line, cut when it is long. */
export function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** What was expected and what came. */
export class Mismatch extends Error {
  constructor(what: string, expected: string, received: string) {
    super(`${what}: expected ${expected}, got ${received}`);
    this.name = 'Mismatch';
  }
}

export function expectEqual(what: string, received: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(received, expected)) throw new Mismatch(what, show(expected), show(received));
}

export function expectThat(what: string, holds: boolean, expected: string, received: unknown): void {
  if (!holds) throw new Mismatch(what, expected, show(received));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Objects may have more keys than asked for; arrays have the same length. */
function contains(whole: unknown, part: unknown): boolean {
  if (Array.isArray(part)) {
    return (
      Array.isArray(whole) &&
      whole.length === part.length &&
      part.every((wanted, index) => contains(whole[index], wanted))
    );
  }
  if (!isObject(part)) return isDeepStrictEqual(whole, part);
  return isObject(whole) && Object.entries(part).every(([key, wanted]) => contains(whole[key], wanted));
}

export function expectPart(what: string, received: unknown, part: unknown): void {
  if (!contains(received, part)) throw new Mismatch(what, `at least ${show(part)}`, show(received));
}

/** The value as the schema reads it; the first thing that is wrong is told with its place. */
export function readAs<T>(what: string, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = [what, ...(issue?.path.map(String) ?? [])].join('.');
  throw new Mismatch(place, issue?.message ?? 'another shape', show(value));
}

/** A server may lack this part; the reason is what the table shows. */
export class NotApplicable extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NotApplicable';
  }
}
