import { CHARACTER_PX } from './fit-text.ts';

/** One bar made of parts that add up to `total`. */
export interface Stack {
  id: string;
  label: string;
  /** Class of the arm's colour, for the mark beside the label. */
  colour: string;
  parts: readonly { id: string; label: string; value: number; fill: string }[];
  total: number;
  low: number | null;
  high: number | null;
  text: string;
  evidence?: string | undefined;
}

export interface PlacedPart {
  id: string;
  label: string;
  value: number;
  fill: string;
  x: number;
  width: number;
  /** What has room inside: name and value, the value alone, or nothing. */
  text: string;
}

/** Parts of a bar on a scale of `width` px for `most`. */
export function layoutStack(stack: Stack, most: number, width: number): PlacedPart[] {
  let start = 0;
  return stack.parts
    .filter(({ value }) => value > 0)
    .map(({ id, label, value, fill }) => {
      const x = (start / most) * width;
      const own = (value / most) * width;
      start += value;
      const figure = String(Number(value.toFixed(1)));
      const long = `${figure} ${label}`;
      const room = (own - 8) / CHARACTER_PX;
      const text = room >= long.length ? long : room >= figure.length ? figure : '';
      return { id, label, value, fill, x, width: own, text };
    });
}
