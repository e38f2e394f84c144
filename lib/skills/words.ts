const STOP = new Set(
  (
    'a an and any are as at be been before but by can case do does each for from has have how if in into is it its not ' +
    'of on one or other our so such than that the their them then there these they this to up use used using was we ' +
    'what when where which while who why will with you your ' +
    'skill skills procedure procedures pattern patterns guide guideline guidelines knowledge lesson lessons entry entries note notes'
  ).split(' '),
);

/** "errors" and "diagnosing" meet "error" and "diagnose"; short words stay as they are. */
function stem(word: string): string {
  if (word.length <= 4) return word.replace(/(?<=[^s]{3})s$/, '');
  return word
    .replace(/ies$/, 'y')
    .replace(/(?:ations?|ions?|ings?|ments?|ers?|ed|es|s)$/, '')
    .replace(/e$/, '');
}

/** Stems of the words of a text that carry meaning, in any script. */
export const stemsOf = (text: string): Set<string> =>
  new Set(
    (text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []).flatMap((word) =>
      STOP.has(word) ? [] : [stem(word)],
    ),
  );

/** Which part of the first set's members the second has: 0 to 1, 0 for an empty first set. */
export function containment(of: ReadonlySet<string>, within: ReadonlySet<string>): number {
  return of.size === 0 ? 0 : [...of].filter((word) => within.has(word)).length / of.size;
}
