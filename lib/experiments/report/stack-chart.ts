import { amountScale, ticksThatFit } from '#lib/utils/scale.ts';
import { amountText } from '#lib/stats/analysis/figure-texts.ts';
import { markup, type Markup } from './markup.ts';
import { placeBetween } from './place-between.ts';

export interface StackBar {
  label: string;
  text: string;
  /** Class that sets the colour of the label's mark. */
  look: string;
  parts: readonly { label: string; value: number; look: string }[];
}

const WIDTH = 820;
const PAD = 12;
const ROW = 50;
const CHARACTER = 6.6;

/** Stacked bars from zero on one axis; a part is named where there is room. */
export function stackChart(label: string, bars: readonly StackBar[]): Markup {
  const totals = bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0));
  const scale = amountScale(totals);
  const x = placeBetween(scale, PAD, WIDTH - PAD);
  const bottom = bars.length * ROW + 4;
  return markup`<div class="wide" role="region" tabindex="0" aria-label="${label}"><svg role="img" aria-label="${label}" viewBox="0 0 ${WIDTH} ${bottom + 22}">
${ticksThatFit(scale, WIDTH - 2 * PAD).map(({ value, label: tick }) => markup`<line x1="${x(value)}" x2="${x(value)}" y1="0" y2="${bottom}" class="grid"/><text x="${x(value)}" y="${bottom + 16}" class="tick">${tick}</text>`)}
${bars.map((bar, index) => drawBar(bar, index * ROW, x))}</svg></div>
`;
}

function drawBar({ label, text, look, parts }: StackBar, top: number, x: (value: number) => number): Markup {
  let start = 0;
  const drawn = parts
    .filter(({ value }) => value > 0)
    .map((part) => {
      const [from, to] = [x(start), x(start + part.value)];
      start += part.value;
      const long = `${amountText(part.value)} ${part.label}`;
      const room = (to - from - 8) / CHARACTER;
      const inside = [long, amountText(part.value), ''].find((each) => each.length <= room) ?? '';
      return markup`<rect x="${from}" y="${top + 20}" width="${Number((to - from).toFixed(2))}" height="22" class="${part.look}"><title>${long}</title></rect><text x="${(from + to) / 2}" y="${top + 35}" class="inside">${inside}</text>`;
    });
  return markup`<g><rect x="${PAD}" y="${top + 5}" width="9" height="9" rx="2" class="fill ${look}"/><text x="${PAD + 15}" y="${top + 14}" class="strong">${label}</text><text x="${WIDTH - PAD}" y="${top + 14}" class="plain end">${text}</text>${drawn}</g>
`;
}
