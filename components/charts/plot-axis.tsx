import { Fragment } from 'react';
import { ticksThatFit, type Scale } from '#lib/utils/scale.ts';

interface Area {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

interface BottomProps extends Area {
  scale: Scale;
  /** Of the drawing, where the area reaches its edges: labels stay inside. */
  width?: number;
}

/** Values from left to right: a line for each tick over the whole area, its label below. */
export function BottomAxis({ scale, left, right, top, bottom, width }: BottomProps) {
  const inside = (x: number) => (width === undefined ? x : Math.min(width - 14, Math.max(14, x)));
  return ticksThatFit(scale, right - left).map(({ value, label }) => {
    const x = left + scale.place(value) * (right - left);
    return (
      <Fragment key={value}>
        <line x1={x} x2={x} y1={top} y2={bottom} className="stroke-line/60" />
        <text x={inside(x)} y={bottom + 16} textAnchor="middle" className="fill-muted tabular-nums">
          {label}
        </text>
      </Fragment>
    );
  });
}

/** Values from bottom to top: a line for each tick over the whole area, its label on the left. */
export function LeftAxis({ scale, left, right, top, bottom }: { scale: Scale } & Area) {
  return scale.ticks.map(({ value, label }) => {
    const y = bottom - scale.place(value) * (bottom - top);
    return (
      <Fragment key={value}>
        <line x1={left} x2={right} y1={y} y2={y} className="stroke-line/60" />
        <text x={left - 7} y={y + 4} textAnchor="end" className="fill-muted tabular-nums">
          {label}
        </text>
      </Fragment>
    );
  });
}
