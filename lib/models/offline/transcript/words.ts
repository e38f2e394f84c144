const STOP = new Set(
  (
    'a an and are as at be been but by can could did do does for from had has have how i if in into is it its just me ' +
    'my no not now of on or our out please same so some than that the their them then there these they this to up us ' +
    'was we were what when where which while who will with would you your about after again all also any other more most'
  ).split(' '),
);

/** Lower-case words of a text; names in kebab, snake or camel case fall into their parts. */
export function wordsOf(text: string): string[] {
  return text
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

/** Cuts common English endings, so that "errors", "failing" and "restarted" meet "error", "fail" and "restart". */
export function stem(word: string): string {
  if (word.length <= 4) return word.length === 4 && /[^s]s$/.test(word) ? word.slice(0, -1) : word;
  return word
    .replace(/(?:ies)$/, 'y')
    .replace(/(?:ations?|ions?|ings?|ments?|ers?|ed|es|s)$/, '')
    .replace(/(?:e|at)$/, '');
}

/** Stems of the words that carry meaning. */
export const stemsOf = (text: string): Set<string> =>
  new Set(wordsOf(text).flatMap((word) => (STOP.has(word) || word.length < 2 ? [] : [stem(word)])));

/** How many meaningful stems two texts share. */
export function overlap(a: string, b: string): number {
  const other = stemsOf(b);
  return [...stemsOf(a)].filter((word) => other.has(word)).length;
}
