'use client';

import { useEvidenceLink } from './chart-evidence.tsx';
import { LeftAxis } from './plot-axis.tsx';
import { PlotFrame } from './plot-frame.tsx';
import { layoutSlopes, type PlacedSlope, type Slope } from './prepare-slopes.ts';
import type { Scale } from '#lib/utils/scale.ts';

interface End {
  name: string;
  /** Class of the arm's colour. */
  colour: string;
}

interface Props {
  label: string;
  slopes: readonly Slope[];
  scale: Scale;
  width: number;
  from: End;
  to: End;
}

const LINE = { less: 'stroke-muted', more: 'stroke-bad', same: 'stroke-line-strong' };

/** Each scenario as a line from one arm to the other; the axis begins at zero, lines that rise are marked. */
export function SlopePlot({ label, slopes, scale, width, from, to }: Props) {
  const layout = layoutSlopes(slopes, scale, width);
  const { left, right, top, bottom, height } = layout;
  return (
    <PlotFrame label={label} width={width} height={height}>
      <LeftAxis scale={scale} left={left} right={right} top={top} bottom={bottom} />
      <text x={left} y={14} textAnchor="middle" className={`fill-current font-semibold ${from.colour}`}>
        {from.name}
      </text>
      <text x={right} y={14} textAnchor="middle" className={`fill-current font-semibold ${to.colour}`}>
        {to.name}
      </text>
      {layout.slopes.map((placed) => (
        <Line key={placed.slope.id} placed={placed} left={left} right={right} from={from} to={to} />
      ))}
    </PlotFrame>
  );
}

interface LineProps {
  placed: PlacedSlope;
  left: number;
  right: number;
  from: End;
  to: End;
}

function Line({ placed: { slope, y1, y2, labelY, label, way }, left, right, from, to }: LineProps) {
  const link = useEvidenceLink()(slope.evidence);
  const words = `${slope.label}: ${figure(slope.from)} → ${figure(slope.to)}`;
  const drawn = (
    <>
      <title>{words}</title>
      <line
        x1={left}
        x2={right}
        y1={y1}
        y2={y2}
        className={LINE[way]}
        strokeWidth={way === 'more' ? 2 : 1.25}
      />
      <circle cx={left} cy={y1} r={3.5} className={`fill-current ${from.colour}`} />
      <circle cx={right} cy={y2} r={3.5} className={`fill-current ${to.colour}`} />
      {labelY !== null && (
        <text
          x={right + 10}
          y={labelY}
          className={`tabular-nums ${way === 'more' ? 'fill-bad' : 'fill-text'}`}
        >
          {figure(slope.to)} {label}
        </text>
      )}
    </>
  );
  if (!link) return <g>{drawn}</g>;
  return (
    <a {...link} aria-label={words} className="hover:[&_line]:stroke-accent">
      {drawn}
    </a>
  );
}

const figure = (value: number): string => String(Number(value.toFixed(1)));
