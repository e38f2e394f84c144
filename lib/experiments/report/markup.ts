/** Markup whose every inserted text was escaped: only the tag `markup` makes it. */
class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
export type { Markup };

export type MarkupPart = string | number | null | Markup | readonly MarkupPart[];

/** A tag for HTML and SVG. What is inserted is text and is escaped, unless it is markup itself; null is nothing, a list its items. */
export const markup = (fixed: TemplateStringsArray, ...parts: MarkupPart[]): Markup =>
  new Markup(fixed.map((each, index) => each + write(parts[index] ?? null)).join(''));

function write(part: MarkupPart): string {
  if (part === null) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'string') return escapeText(part);
  return typeof part === 'number' ? String(part) : part.map(write).join('');
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Safe between tags and inside of quoted attributes. Control characters, which no document may hold, become U+FFFD. */
export const escapeText = (text: string): string =>
  text
    .toWellFormed()
    // oxlint-disable-next-line no-control-regex -- they are what is looked for
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '\ufffd')
    .replaceAll(/[&<>"'`]/g, (character) => ENTITIES[character] ?? '');
