import { layoutCurve, type CurvePoint } from './prepare-curve-plot.ts';
import type { Scale } from '#lib/utils/scale.ts';

interface Props {
  /** The whole picture in a sentence. */
  label: string;
  points: readonly CurvePoint[];
  scale: Scale;
  width: number;
  /** Under the horizontal axis. */
  xLabel: string;
  /** Class that sets currentColor. */
  colour: string;
}

/** Estimates with their intervals in a sequence, each said in words where it stands. */
export function CurvePlot({ label, points, scale, width, xLabel, colour }: Props) {
  const { height, plot, ticks, points: placed, path } = layoutCurve(points, scale, width);
  const y = (value: number) => plot.bottom - scale.place(value) * (plot.bottom - plot.top);
  return (
    <svg
      role="group"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="block text-xs"
    >
      {scale.ticks.map((tick) => (
        <g key={tick.value}>
          <line
            x1={plot.left}
            x2={plot.right}
            y1={y(tick.value)}
            y2={y(tick.value)}
            className="stroke-line/60"
          />
          <text
            x={plot.left - 6}
            y={y(tick.value) + 4}
            textAnchor="end"
            className="fill-muted text-xs tabular-nums"
          >
            {tick.label}
          </text>
        </g>
      ))}
      {ticks.map((tick) => (
        <text
          key={tick.at}
          x={tick.x}
          y={plot.bottom + 15}
          textAnchor="middle"
          className="fill-muted text-xs tabular-nums"
        >
          {tick.at}
        </text>
      ))}
      <text
        x={(plot.left + plot.right) / 2}
        y={height - 4}
        textAnchor="middle"
        className="fill-muted text-xs"
      >
        {xLabel}
      </text>
      <g className={colour}>
        <path d={path} fill="none" className="stroke-current" strokeWidth={1.5} strokeOpacity={0.6} />
        {placed.map(({ point, x, y: at, low, high }) => (
          <g key={point.id}>
            <title>{`${point.text}, ${point.basis}`}</title>
            {low !== null && high !== null && (
              <g className="stroke-current" strokeWidth={2}>
                <line x1={x} x2={x} y1={low} y2={high} />
                <line x1={x - 4} x2={x + 4} y1={low} y2={low} />
                <line x1={x - 4} x2={x + 4} y1={high} y2={high} />
              </g>
            )}
            <circle cx={x} cy={at} r={4} className="fill-current" />
            <text x={x + 8} y={at - 6} className="fill-text text-xs font-medium tabular-nums">
              {point.text}
            </text>
          </g>
        ))}
      </g>
    </svg>
  );
}
