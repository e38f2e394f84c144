'use client';

import { useEvidenceLink } from './chart-evidence.tsx';
import { HALO } from './halo.ts';
import { BottomAxis } from './plot-axis.tsx';
import { PlotFrame } from './plot-frame.tsx';
import { Whisker } from './whisker.tsx';
import { layoutIntervalPlot, type IntervalMark, type PlacedMark } from './prepare-interval-plot.ts';
import type { Scale } from '#lib/utils/scale.ts';

interface Props {
  /** The whole picture in a sentence. */
  label: string;
  marks: readonly IntervalMark[];
  scale: Scale;
  width: number;
  /** Value of the solid line: no effect. */
  zero?: number;
  /** Dashed lines with a meaning: a margin, a limit. */
  lines?: readonly { value: number; label: string }[];
  /** Draws bars from the left edge: for rates, which begin at zero. */
  bars?: boolean;
}

const NO_LINES: NonNullable<Props['lines']> = [];

/** Estimates with their intervals on one axis, each named and said in words where it stands. */
export function IntervalPlot({ label, marks, scale, width, zero, lines = NO_LINES, bars = false }: Props) {
  const { height, plot, marks: placed, headings } = layoutIntervalPlot(marks, scale, width);
  const x = (value: number) => plot.left + scale.place(value) * (plot.right - plot.left);
  return (
    <PlotFrame label={label} width={width} height={height}>
      <BottomAxis scale={scale} {...plot} width={width} />
      {lines.map((line) => (
        <line
          key={line.label}
          x1={x(line.value)}
          x2={x(line.value)}
          y1={plot.top}
          y2={plot.bottom}
          strokeDasharray="3 3"
          className="stroke-warn"
        >
          <title>{line.label}</title>
        </line>
      ))}
      {zero !== undefined && (
        <line
          x1={x(zero)}
          x2={x(zero)}
          y1={plot.top}
          y2={plot.bottom}
          className="stroke-text"
          strokeWidth={1.25}
        />
      )}
      {headings.map((heading) => (
        <text key={heading.y} x={0} y={heading.y} className={`fill-muted font-medium ${HALO}`}>
          {heading.text}
        </text>
      ))}
      {placed.map((row) => (
        <Row key={row.mark.id} row={row} width={width} left={bars ? plot.left : null} />
      ))}
    </PlotFrame>
  );
}

function Row({ row, width, left }: { row: PlacedMark; width: number; left: number | null }) {
  const { mark, labelY } = row;
  const link = useEvidenceLink()(mark.evidence);
  const weight = mark.isSummary ? 'font-semibold' : '';
  const drawn = (
    <>
      <title>{`${mark.label}: ${mark.text}`}</title>
      <text x={0} y={labelY} className={`fill-text ${HALO} ${weight}`}>
        {row.label}
      </text>
      <Mark row={row} left={left} />
      <text x={width} y={labelY} textAnchor="end" className={`fill-text tabular-nums ${HALO} ${weight}`}>
        {mark.text}
      </text>
    </>
  );
  if (!link) return <g>{drawn}</g>;
  return (
    <a {...link} aria-label={`${mark.label}: ${mark.text}`} className="group/mark">
      <rect
        x={0}
        y={Math.min(row.labelY - 13, row.y - 11)}
        width={width}
        height={Math.abs(row.y - row.labelY) > 8 ? 34 : 22}
        className="fill-transparent group-hover/mark:fill-raised"
      />
      {drawn}
    </a>
  );
}

function Mark({ row: { mark, y, at, from, to }, left }: { row: PlacedMark; left: number | null }) {
  return (
    <g className={mark.colour}>
      {left !== null && at !== null && (
        <rect
          x={left}
          y={y - 6}
          width={Math.max(1, at - left)}
          height={12}
          className="fill-current opacity-30"
        />
      )}
      {from !== null && to !== null && !mark.isSummary && (
        <Whisker from={from} to={to} at={y} className="stroke-current" />
      )}
      {at !== null && !mark.isSummary && <circle cx={at} cy={y} r={3.5} className="fill-current" />}
      {at !== null && mark.isSummary && (
        <polygon
          points={`${Math.min(from ?? at, at - 4)},${y} ${at},${y - 7} ${Math.max(to ?? at, at + 4)},${y} ${at},${y + 7}`}
          className="fill-current stroke-current"
        />
      )}
    </g>
  );
}
