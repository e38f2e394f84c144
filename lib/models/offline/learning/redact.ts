const SECRETS: readonly RegExp[] = [
  /\b(?:sk|pk|rk|ghp|gho|xox[abp]|glpat)[-_][\w-]{8,}/g,
  /\bAKIA[0-9A-Z]{12,}\b/g,
  /\beyJ[\w-]{10,}\.[\w-]{10,}(?:\.[\w-]+)?/g,
  /(?<=\b(?:password|passwd|secret|token|api[ _-]?key)\s*(?:[=:]|is)\s*)["'`]?[^\s"'`,;]{4,}["'`]?/gi,
  /(?<=\bBearer\s+)[\w.~+/-]{8,}=*/g,
];

/** What is learned must not carry credentials on. */
export const redact = (text: string): string =>
  SECRETS.reduce((done, pattern) => done.replaceAll(pattern, '[redacted]'), text);

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
