/** "a", "a and b", "a, b and c". */
export function listWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** A difference with its sign: "+2", "−2", "0". */
export function signed(text: string, difference: number): string {
  return difference === 0 ? '0' : `${difference > 0 ? '+' : '−'}${text}`;
}
