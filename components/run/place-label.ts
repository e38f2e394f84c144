import type { Point } from './layout-topology.ts';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Along a link, from its beginning; the middle is tried first. */
const PLACES = [0.5, 0.65, 0.8, 0.35];

/** Where the middle of a label stands on its link: in its middle, unless what must stay readable is there. */
export function placeLabel(
  { middle, points }: { middle: Point; points: readonly Point[] },
  { width, height }: Pick<Box, 'width' | 'height'>,
  taken: readonly Box[],
): Point {
  const isFree = ({ x, y }: Point) =>
    taken.every(
      (box) =>
        x + width / 2 <= box.x ||
        x - width / 2 >= box.x + box.width ||
        y + height / 2 <= box.y ||
        y - height / 2 >= box.y + box.height,
    );
  if (isFree(middle)) return middle;
  return PLACES.map((share) => along(points, share)).find(isFree) ?? middle;
}

function along(points: readonly Point[], share: number): Point {
  const parts = points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    return { from, to, length: Math.hypot(to.x - from.x, to.y - from.y) };
  });
  let left = share * parts.reduce((sum, { length }) => sum + length, 0);
  for (const { from, to, length } of parts) {
    if (left <= length && length > 0) {
      const t = left / length;
      return { x: from.x + t * (to.x - from.x), y: from.y + t * (to.y - from.y) };
    }
    left -= length;
  }
  return points.at(-1) ?? { x: 0, y: 0 };
}
