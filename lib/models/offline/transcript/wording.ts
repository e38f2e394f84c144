import { seededRandom } from '#lib/utils/seeded-random.ts';

/** Chooses among ways to say the same; the same seed and place always choose the same. */
export type Pick = (place: string, ...ways: [string, ...string[]]) => string;

export function wordingFor(seed: number, turn: number): Pick {
  return (place, ...ways) => {
    const index = Math.floor(seededRandom(`${seed}|${turn}|${place}`)() * ways.length);
    return ways[seed === 0 ? 0 : index] ?? ways[0];
  };
}

/** "a", "a and b", "a, b and c". */
export function list(items: readonly string[]): string {
  if (items.length <= 1) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

export const sentence = (text: string): string => {
  const trimmed = text.trim();
  const start = /^[a-z]+(?:\s|')/.test(trimmed)
    ? trimmed.charAt(0).toUpperCase() + trimmed.slice(1)
    : trimmed;
  return /[.!?]$/.test(start) ? start : `${start}.`;
};
