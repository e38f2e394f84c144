import { markup, type Markup, type MarkupPart } from './markup.ts';

interface TableInput {
  caption: string;
  /** A head that begins with `#` is that of a column of figures. */
  heads: readonly string[];
  rows: readonly (readonly MarkupPart[])[];
  /** Said instead of a table without rows. */
  empty?: string;
}

/** A table that scrolls by itself on a narrow screen; the first cell of a row is its name. */
export function reportTable({ caption, heads, rows, empty = 'None.' }: TableInput): Markup {
  if (rows.length === 0) return markup`<p><strong>${caption}.</strong> ${empty}</p>`;
  const isFigure = heads.map((head) => head.startsWith('#'));
  const cell = (part: MarkupPart, index: number) =>
    index === 0
      ? markup`<th scope="row">${part}</th>`
      : isFigure[index]
        ? markup`<td class="n">${part}</td>`
        : markup`<td>${part}</td>`;
  const head = (text: string, index: number) =>
    isFigure[index]
      ? markup`<th scope="col" class="n">${text.slice(1)}</th>`
      : markup`<th scope="col">${text}</th>`;
  return markup`<div class="wide" role="region" tabindex="0" aria-label="${caption}"><table><caption>${caption}</caption>
<thead><tr>${heads.map(head)}</tr></thead>
<tbody>${rows.map((cells) => markup`<tr>${cells.map(cell)}</tr>\n`)}</tbody></table></div>
`;
}

/** Names and what they stand for. */
export const reportList = (items: readonly (readonly [string, MarkupPart])[]): Markup =>
  markup`<dl>${items.map(([name, value]) => markup`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>
`;
