import type { Scale } from '#lib/utils/scale.ts';

/** A value at a place on the horizontal axis. */
export interface CurvePoint {
  id: string;
  x: number;
  value: number;
  low: number | null;
  high: number | null;
  /** The value in words. */
  text: string;
  /** What it rests on, in a few words. */
  basis: string;
}

export interface CurveLayout {
  height: number;
  plot: { left: number; right: number; top: number; bottom: number };
  /** One per whole number on the horizontal axis. */
  ticks: { x: number; at: number }[];
  points: { point: CurvePoint; x: number; y: number; low: number | null; high: number | null }[];
  /** Through all points, for `d` of a path. */
  path: string;
}

const EDGE = { left: 44, right: 20, top: 14, bottom: 36 };
const HEIGHT_PX = 190;

/** Where everything stands in a picture of the given width. */
export function layoutCurve(points: readonly CurvePoint[], scale: Scale, width: number): CurveLayout {
  const plot = {
    left: EDGE.left,
    right: Math.max(EDGE.left + 60, width - EDGE.right),
    top: EDGE.top,
    bottom: HEIGHT_PX - EDGE.bottom,
  };
  const ordered = points.toSorted((a, b) => a.x - b.x);
  const most = Math.max(1, ...ordered.map(({ x }) => x));
  // Room beside the first and the last point for their intervals' caps and words.
  const pad = Math.min(40, (plot.right - plot.left) / 8);
  const placeX = (x: number) => plot.left + pad + (x / most) * (plot.right - plot.left - 2 * pad);
  const placeY = (value: number) => plot.bottom - scale.place(value) * (plot.bottom - plot.top);
  const step = Math.max(1, Math.ceil(most / 10));
  const placed = ordered.map((point) => ({
    point,
    x: placeX(point.x),
    y: placeY(point.value),
    low: point.low === null ? null : placeY(point.low),
    high: point.high === null ? null : placeY(point.high),
  }));
  return {
    height: HEIGHT_PX,
    plot,
    ticks: Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => ({
      x: placeX(index * step),
      at: index * step,
    })),
    points: placed,
    path: placed
      .map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`)
      .join(' '),
  };
}
