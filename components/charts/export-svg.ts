import { wrapWords } from './fit-text.ts';

/** What a picture needs of its style outside of the page. */
const STYLE = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
] as const;

const PAD = 16;
const LINE = 18;
const NOTE_CHARACTER_PX = 6;

/**
 * The picture as a file that stands on its own: computed colours instead of the page's names, its title above, and below
 * what has to be known to read it.
 */
export function svgFile(svg: SVGSVGElement, title: string, notes: readonly string[]): string {
  const copy = svg.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) return '';
  const from = [svg, ...svg.querySelectorAll('*')];
  const to = [copy, ...copy.querySelectorAll('*')];
  from.forEach((element, index) => {
    const style = getComputedStyle(element);
    const target = to[index];
    target?.removeAttribute('class');
    for (const name of STYLE) target?.setAttribute(name, style.getPropertyValue(name));
  });
  const page = getComputedStyle(document.documentElement);
  const colour = (name: string) => page.getPropertyValue(name).trim();
  const { width, height } = svg.getBoundingClientRect();
  const top = PAD + LINE + 6;
  const lines = notes.flatMap((note) => wrapWords(note, Math.max(20, Math.floor(width / NOTE_CHARACTER_PX))));
  const whole = { width: width + 2 * PAD, height: top + height + PAD + lines.length * LINE };
  const text = (y: number, words: string, size: number, weight: number, fill: string) =>
    `<text x="${PAD}" y="${y}" font-family="sans-serif" font-size="${size}" font-weight="${weight}" fill="${fill}">${escapeXml(words)}</text>`;
  copy.setAttribute('x', String(PAD));
  copy.setAttribute('y', String(top));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${whole.width}" height="${whole.height}" viewBox="0 0 ${whole.width} ${whole.height}">`,
    `<rect width="100%" height="100%" fill="${colour('--panel')}"/>`,
    text(PAD + 13, title, 14, 600, colour('--text')),
    new XMLSerializer().serializeToString(copy),
    ...lines.map((note, index) => text(top + height + LINE * (index + 1), note, 11, 400, colour('--muted'))),
    '</svg>',
  ].join('\n');
}

/** Hands a text to the browser as a download. */
export function saveFile(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
