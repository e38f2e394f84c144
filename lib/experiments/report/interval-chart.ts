import { ticksThatFit, type Scale } from '#lib/utils/scale.ts';
import { markup, type Markup } from './markup.ts';
import { placeBetween } from './place-between.ts';

/** A line of the chart: an estimate with its interval. */
export interface ChartMark {
  label: string;
  /** The estimate in words. */
  text: string;
  /** null leaves a gap. */
  value: number | null;
  low: number | null;
  high: number | null;
  /** Class that sets the colour. */
  look: string;
  /** Drawn as a diamond: what the others add up to. */
  isSummary?: boolean;
}

interface ChartInput {
  /** The whole picture in a sentence. */
  label: string;
  marks: readonly ChartMark[];
  scale: Scale;
  /** Dashed: a margin, a limit. */
  limit?: number;
}

const WIDTH = 820;
const LEFT = 262;
const RIGHT = 590;
const ROW = 24;
const CHARACTERS = 38;

export const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;

/** Estimates with their intervals on one axis, each named and said in words. */
export function intervalChart({ label, marks, scale, limit }: ChartInput): Markup {
  const x = placeBetween(scale, LEFT, RIGHT);
  const bottom = marks.length * ROW + 4;
  const line = (value: number, look: string) =>
    markup`<line x1="${x(value)}" x2="${x(value)}" y1="0" y2="${bottom}" class="${look}"/>`;
  return markup`<div class="wide" role="region" tabindex="0" aria-label="${label}"><svg role="img" aria-label="${label}" viewBox="0 0 ${WIDTH} ${bottom + 22}">
${ticksThatFit(scale, RIGHT - LEFT).map(({ value, label: tick }) => markup`${line(value, value === 0 ? 'zero' : 'grid')}<text x="${x(value)}" y="${bottom + 16}" class="tick">${tick}</text>`)}
${limit === undefined ? null : line(limit, 'limit')}
${marks.map((mark, index) => drawMark(mark, index * ROW + 4, x))}</svg></div>
`;
}

function drawMark(mark: ChartMark, top: number, x: (value: number) => number): Markup {
  const { label, text, value, low, high, look, isSummary = false } = mark;
  const y = top + ROW / 2;
  const [from, at, to] = [low, value, high].map((each) => (each === null ? null : x(each)));
  const weight = isSummary ? 'strong' : 'plain';
  const bar =
    from === null || to === null || from === undefined || to === undefined
      ? null
      : markup`<path d="M${from} ${y}H${to}M${from} ${y - 4}v8M${to} ${y - 4}v8" class="whisker"/>`;
  const point =
    at === null || at === undefined
      ? null
      : isSummary
        ? markup`<path d="M${Math.min(from ?? at, at - 4)} ${y}L${at} ${y - 7}L${Math.max(to ?? at, at + 4)} ${y}L${at} ${y + 7}Z" class="fill"/>`
        : markup`<circle cx="${at}" cy="${y}" r="3.5" class="fill"/>`;
  return markup`<g class="${look}"><title>${label}: ${text}</title><text x="0" y="${y + 4}" class="${weight}">${cut(label, CHARACTERS)}</text>${isSummary ? null : bar}${point}<text x="${WIDTH}" y="${y + 4}" class="${weight} end">${text}</text></g>
`;
}
