import { LeftAxis } from './plot-axis.tsx';
import { PlotFrame } from './plot-frame.tsx';
import { Whisker } from './whisker.tsx';
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
  return (
    <PlotFrame label={label} width={width} height={height}>
      <LeftAxis scale={scale} {...plot} />
      {ticks.map((tick) => (
        <text
          key={tick.at}
          x={tick.x}
          y={plot.bottom + 15}
          textAnchor="middle"
          className="fill-muted tabular-nums"
        >
          {tick.at}
        </text>
      ))}
      <text x={(plot.left + plot.right) / 2} y={height - 4} textAnchor="middle" className="fill-muted">
        {xLabel}
      </text>
      <g className={colour}>
        <path d={path} fill="none" className="stroke-current" strokeWidth={1.5} strokeOpacity={0.6} />
        {placed.map(({ point, x, y: at, low, high }) => (
          <g key={point.id}>
            <title>{`${point.text}, ${point.basis}`}</title>
            {low !== null && high !== null && (
              <Whisker upright from={low} to={high} at={x} className="stroke-current" />
            )}
            <circle cx={x} cy={at} r={4} className="fill-current" />
            <text x={x + 8} y={at - 6} className="fill-text font-medium tabular-nums">
              {point.text}
            </text>
          </g>
        ))}
      </g>
    </PlotFrame>
  );
}
