/** More of a line, of blank lines in a row, or of a text than any reader takes in. */
const LONGEST_LINE = 3_000;
const MOST_BLANK = 2;
const LONGEST_TEXT = 200_000;

/**
 * Bounds a text before it is searched, so that no input, however made, takes long. Ordinary texts come back unchanged;
 * token counts are taken from the text as it was sent.
 */
export function clip(text: string): string {
  let blank = 0;
  const lines = text
    .slice(0, LONGEST_TEXT)
    .split('\n')
    .filter((line) => {
      blank = line.trim() === '' ? blank + 1 : 0;
      return blank <= MOST_BLANK;
    });
  return lines.map((line) => line.slice(0, LONGEST_LINE)).join('\n');
}
