import { cut } from './fit-text.ts';
import type { Scale } from '#lib/utils/scale.ts';

/** One thing measured twice: without and with. */
export interface Slope {
  id: string;
  label: string;
  from: number;
  to: number;
  evidence?: string | undefined;
}

export interface PlacedSlope {
  slope: Slope;
  y1: number;
  y2: number;
  /** Where its label stands; null when there is no room for one. */
  labelY: number | null;
  label: string;
  way: 'less' | 'more' | 'same';
}

export interface SlopeLayout {
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  slopes: PlacedSlope[];
}

const LABEL_PX = 14;

/** Steepest first gets its label; labels keep clear of each other. */
export function layoutSlopes(slopes: readonly Slope[], scale: Scale, width: number): SlopeLayout {
  const top = 24;
  const bottom = top + Math.min(420, Math.max(220, slopes.length * 22));
  const y = (value: number) => bottom - scale.place(value) * (bottom - top);
  const left = 44;
  const right = Math.max(left + 80, Math.min(width * 0.56, width - 130));
  const room = Math.floor((width - right - 60) / 6.4);
  const taken: number[] = [];
  const byDrop = slopes.toSorted(
    (a, b) => Math.abs(Math.log((b.to + 1) / (b.from + 1))) - Math.abs(Math.log((a.to + 1) / (a.from + 1))),
  );
  const places = new Map<string, number | null>();
  for (const { id, to } of byDrop) {
    const free = taken.every((other) => Math.abs(other - y(to)) >= LABEL_PX);
    if (free) taken.push(y(to));
    places.set(id, free ? y(to) + 4 : null);
  }
  return {
    height: bottom + 10,
    left,
    right,
    top,
    bottom,
    slopes: slopes.map((slope) => ({
      slope,
      y1: y(slope.from),
      y2: y(slope.to),
      labelY: places.get(slope.id) ?? null,
      label: cut(slope.label, Math.max(8, room)),
      way: slope.to < slope.from ? 'less' : slope.to > slope.from ? 'more' : 'same',
    })),
  };
}
