import { redactSecrets } from '#lib/skills/find-secrets.ts';

/** What is learned must not carry credentials on. */
export const redact = (text: string): string => redactSecrets(text).text;

/** Redacts every text in a value. */
export function redactArgs(args: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(args).map(([key, value]) => [
      key,
      typeof value === 'string'
        ? redact(value)
        : Array.isArray(value)
          ? value.map((item: unknown) => (typeof item === 'string' ? redact(item) : item))
          : value,
    ]),
  );
}
