/** A run of this many characters without a break, or of nothing but breaks. */
const LONG_RUN = /\S{2000}|\s{2000}/;
const SLICE = 1000;

/**
 * A text in the pieces in which its tokens are to be counted. Byte-pair merging is quadratic in one unbroken run (a
 * megabyte of spaces takes minutes), so a text with a huge one is cut; each cut adds at most a token or two.
 */
export function tokenSlices(text: string): string[] {
  if (!LONG_RUN.test(text)) return [text];
  return Array.from({ length: Math.ceil(text.length / SLICE) }, (_, index) =>
    text.slice(index * SLICE, (index + 1) * SLICE),
  );
}
