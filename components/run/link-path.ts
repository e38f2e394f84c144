import type { Point } from './layout-topology.ts';

/** A smooth SVG path through the points: straight at both ends, bending at the points between. */
export function linkPath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const parts = [`M${at(first)}`];
  rest.forEach((point, index) => {
    const next = rest[index + 1];
    parts.push(
      next
        ? `Q${at(point)} ${at({ x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 })}`
        : `L${at(point)}`,
    );
  });
  return parts.join('');
}

function at({ x, y }: Point): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`;
}
