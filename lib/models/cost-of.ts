import type { Usage } from '#lib/protocol/chat.ts';

/** US dollars per million tokens. */
export interface Prices {
  inputPerMillion: number;
  /** Without it, cached input costs what other input costs. */
  cachedInputPerMillion?: number | undefined;
  outputPerMillion: number;
}

/** US dollars; null without prices. */
export function costOf(usage: Usage, prices: Prices | null): number | null {
  if (!prices) return null;
  const cached = Math.min(usage.cachedInputTokens, usage.inputTokens);
  const millionths =
    (usage.inputTokens - cached) * prices.inputPerMillion +
    cached * (prices.cachedInputPerMillion ?? prices.inputPerMillion) +
    usage.outputTokens * prices.outputPerMillion;
  return millionths / 1_000_000;
}
