/** Of a chart's 12 px text on average; enough to say what fits before anything is drawn. */
export const CHARACTER_PX = 6.4;

/** A text that fits into so many characters. */
export const cut = (text: string, room: number): string =>
  text.length <= room ? text : `${text.slice(0, Math.max(1, room - 1)).trimEnd()}…`;

/** Breaks a text between words, so that no line has more than `most` characters unless a single word does. */
export function wrapWords(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
