/** A stretch of text that looks like a credential. */
export interface SecretSpan {
  start: number;
  end: number;
  kind: string;
}

interface Pattern {
  kind: string;
  find: RegExp;
  /** Group of the match that is the secret; the whole match when left out. */
  group?: number;
  /** Only a value that looks made up by a machine or a careful person counts, so that prose is left alone. */
  random?: boolean;
}

const NAMED =
  String.raw`(?<![A-Za-z])(?:[\w.-]{0,40}?[_.-])?(?:password|passwd|passphrase|pwd|secret|token|api[ _-]?key|access[ _-]?key|private[ _-]?key|client[ _-]?secret|credentials?)["'` +
  '`' +
  String.raw`*]{0,3}`;

/** Every repetition has a limit, so that no text makes a search slow. Formats that issuers use, then values that stand behind a telling name. */
const PATTERNS: readonly Pattern[] = [
  {
    kind: 'private key',
    find: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(?:[\s\S]{0,20000}?-----END [A-Z ]{0,40}PRIVATE KEY-----|[\w+/=\s]{0,20000})/g,
  },
  {
    kind: 'API key',
    find: /\b(?:sk|pk|rk|ghp|gho|ghu|ghs|ghr|github_pat|xox[abposr]|glpat|npm|hf)[-_][A-Za-z0-9_-]{12,400}/g,
    random: true,
  },
  { kind: 'access key', find: /\b(?:AKIA|ASIA)[0-9A-Z]{12,40}\b/g },
  { kind: 'API key', find: /\bAIza[\w-]{30,80}/g },
  { kind: 'signed token', find: /\beyJ[\w-]{8,2000}\.[\w-]{8,4000}(?:\.[\w-]{1,2000})?/g },
  {
    kind: 'password in an address',
    find: /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'`<>]{1,100}:([^\s/@"'`<>]{3,200})@/gi,
    group: 1,
  },
  { kind: 'bearer token', find: /\b(?:Bearer|Basic)\s{1,4}([\w.~+/-]{12,4000}=*)/g, group: 1, random: true },
  {
    kind: 'credential',
    find: new RegExp(
      String.raw`${NAMED}\s{0,4}(?:=>|[=:]|\bis\b|\bwas\b)\s{0,4}["'\x60*]{0,3}([^\s"'\x60,;()\\]{6,400})`,
      'gi',
    ),
    group: 1,
    random: true,
  },
];

const PLACEHOLDER = /^[<[{$%*.]|^(?:x{3,}|\.{3,}|your|my|some|example|changeme|redacted)|[>\]}]$|\*{3,}|…/i;

/** Digits among letters, or three kinds of characters: a word or a date has neither. */
function looksRandom(given: string): boolean {
  const value = given.replace(/\.(?:md|ya?ml|json|env|txt|ts|js|py|conf)$/i, '');
  if (
    PLACEHOLDER.test(value) ||
    /^\d{4}-\d{2}-\d{2}|^\d+(?:\.\d+)*[a-z%]{0,7}[.]?$|^[vp]\d+(?:\.\d+)*$/i.test(value)
  )
    return false;
  if (/^[a-z]+:\/\//i.test(value)) return false;
  // Names such as `token_ttl_ms` or `db-password-2`: words joined, with at most a short number.
  if (/^[a-z]+(?:[_.-][a-z]+)+(?:[_.-]?\d{1,2})?$/i.test(value)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d.,:;/-]/].filter((kind) => kind.test(value)).length;
  return (/\d/.test(value) && /[a-z]/i.test(value)) || kinds >= 3;
}

/** Where a text holds what looks like a credential; overlapping spans are joined. In the order of the text. */
export function findSecrets(text: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  for (const { kind, find, group = 0, random = false } of PATTERNS) {
    for (const match of text.matchAll(find)) {
      const value = match[group] ?? '';
      if (random && !looksRandom(value)) continue;
      const start = match.index + (group === 0 ? 0 : match[0].lastIndexOf(value));
      spans.push({ start, end: start + value.length, kind });
    }
  }
  const joined: SecretSpan[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = joined.at(-1);
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end);
    else joined.push({ ...span });
  }
  return joined;
}

export const REDACTED = '[redacted]';

/** The text with every secret blanked (only those that `within` accepts, when given), and how many they were. */
export function redactSecrets(
  text: string,
  within: (span: SecretSpan) => boolean = () => true,
): { text: string; count: number } {
  const spans = findSecrets(text).filter(within);
  let done = '';
  let at = 0;
  for (const { start, end } of spans) {
    done += `${text.slice(at, start)}${REDACTED}`;
    at = end;
  }
  return { text: done + text.slice(at), count: spans.length };
}
