import type { Scale } from '#lib/utils/scale.ts';
import { CHARACTER_PX, cut, wrapWords } from './fit-text.ts';

/** One line of an interval plot: an estimate with its interval. */
export interface IntervalMark {
  id: string;
  label: string;
  /** Heading under which it stands together with its neighbours. */
  group?: string;
  /** Class of the mark's colour, e.g. `text-arm-learned`. */
  colour: string;
  /** null leaves a gap and `text` says why. */
  value: number | null;
  low: number | null;
  high: number | null;
  /** The estimate in words, right of the picture. */
  text: string;
  /** Drawn as a diamond: what the others add up to. */
  isSummary?: boolean;
  evidence?: string | undefined;
}

export interface PlacedMark {
  mark: IntervalMark;
  /** Baseline of the label and middle of the interval, px. */
  labelY: number;
  y: number;
  label: string;
  /** null: nothing to draw. */
  at: number | null;
  from: number | null;
  to: number | null;
}

export interface IntervalLayout {
  height: number;
  plot: { left: number; right: number; top: number; bottom: number };
  marks: PlacedMark[];
  headings: { text: string; y: number }[];
}

const AXIS_PX = 24;
const HEADING_PX = 24;
/** Of a second line of a heading. */
const LINE_PX = 15;
/** Less room than this for the intervals, and labels stand above them. */
const LEAST_PLOT_PX = 220;

/** Where everything stands in a picture of the given width. */
export function layoutIntervalPlot(
  marks: readonly IntervalMark[],
  scale: Scale,
  width: number,
): IntervalLayout {
  const text = Math.max(0, ...marks.map((mark) => mark.text.length)) * CHARACTER_PX + 12;
  const longest = Math.max(0, ...marks.map((mark) => mark.label.length)) * CHARACTER_PX + 16;
  const narrow = width - Math.min(longest, width * 0.36) - text < LEAST_PLOT_PX;
  const left = narrow ? 8 : Math.min(longest, width * 0.36);
  const plotWidth = Math.max(60, width - left - (narrow ? 8 : text));
  const x = (value: number | null) => (value === null ? null : left + scale.place(value) * plotWidth);
  const row = narrow ? 36 : marks.length > 24 ? 20 : 24;
  const room = Math.floor((narrow ? width - text : left - 12) / CHARACTER_PX);
  const headings: IntervalLayout['headings'] = [];
  let y = 4;
  let group: string | undefined;
  const placed = marks.map((mark): PlacedMark => {
    if (mark.group !== group) {
      group = mark.group;
      if (group !== undefined) {
        const lines = wrapWords(group, Math.floor(width / CHARACTER_PX));
        lines.forEach((line, index) =>
          headings.push({ text: line, y: y + HEADING_PX - 8 + index * LINE_PX }),
        );
        y += HEADING_PX + (lines.length - 1) * LINE_PX;
      }
    }
    const top = y;
    y += row;
    return {
      mark,
      labelY: narrow ? top + 13 : top + row / 2 + 4,
      y: narrow ? top + 25 : top + row / 2,
      label: cut(mark.label, Math.max(8, room)),
      at: x(mark.value),
      from: x(mark.low),
      to: x(mark.high),
    };
  });
  return {
    height: y + AXIS_PX,
    plot: { left, right: left + plotWidth, top: 0, bottom: y + 2 },
    marks: placed,
    headings,
  };
}
