/** What update_config answered. */
export type WriteResult =
  | { ok: true; from: string | null; to: string; effect: 'restart' | 'now' | 'unknown' }
  | {
      ok: false;
      reason: string;
      /** Bounds that the refusal states. */
      range: { min: number; max: number } | null;
      keys: string[];
    };

const listAfter = (text: string, label: RegExp): string[] =>
  (label.exec(text)?.[1] ?? '')
    .split(/,\s*/)
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** Names that an answer lists as the existing ones ("Services: a, b, c."). */
export const servicesListed = (text: string): string[] =>
  listAfter(text, /(?:services|available(?: services)?)(?: are)?:\s*([\w\-., ]+?)\.?\s*$/im);

export const isUnknownService = (text: string): boolean =>
  /^unknown service|service '?\S+'? not found/i.test(text);

/** Reads the answer of update_config. */
export function parseWrite(text: string, value: string): WriteResult {
  if (/^(?:refused|unchanged|unknown|invalid|error|rejected|no config)/i.test(text.trim())) {
    const range = /from (-?[\d.]+)\S* to (-?[\d.]+)/i.exec(text);
    return {
      ok: false,
      reason: text.trim(),
      range: range ? { min: Number(range[1]), max: Number(range[2]) } : null,
      keys: listAfter(text, /keys:\s*([\w\-., /*]+?)\.?\s*$/im),
    };
  }
  const from = /\(was ([^)]*)\)/.exec(text)?.[1] ?? null;
  const effect = /after (?:a|the next) restart|restart (?:is )?(?:needed|required)/i.test(text)
    ? 'restart'
    : /(?:in effect|effective|applied|live) (?:now|immediately)|takes effect (?:now|immediately)/i.test(text)
      ? 'now'
      : 'unknown';
  return { ok: true, from, to: value, effect };
}

export const restartWorked = (text: string): boolean =>
  /restarted/i.test(text) && !/^(?:unknown|refused|invalid)/i.test(text);
