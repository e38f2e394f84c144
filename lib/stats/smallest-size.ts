/**
 * The smallest whole number from `from` to `to` at which `chanceAt` reaches `target`, by doubling and halving; null when even `to` does
 * not. Chances that rise in small steps (exact tests) are met at one of their first rises, so the answer is good to such a step.
 */
export function smallestSize(
  chanceAt: (size: number) => number,
  { from, to, target }: { from: number; to: number; target: number },
): number | null {
  if (chanceAt(from) >= target) return from;
  let [low, high] = [from, from];
  while (high < to) {
    low = high;
    high = Math.min(to, high * 2);
    if (chanceAt(high) < target) continue;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (chanceAt(middle) >= target) high = middle;
      else low = middle;
    }
    return high;
  }
  return null;
}
