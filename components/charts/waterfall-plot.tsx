'use client';

import { HALO } from './halo.ts';
import { BottomAxis } from './plot-axis.tsx';
import { PlotFrame } from './plot-frame.tsx';
import { Whisker } from './whisker.tsx';
import { layoutWaterfall, type WaterfallStep } from './prepare-waterfall.ts';
import type { Scale } from '#lib/utils/scale.ts';

interface Props {
  label: string;
  steps: readonly WaterfallStep[];
  scale: Scale;
  width: number;
}

const ROW_PX = 52;
const BAR_PX = 20;
const PAD_PX = 22;

/** Parts of a change end to end, then the whole; each with its interval. */
export function WaterfallPlot({ label, steps, scale, width }: Props) {
  const height = steps.length * ROW_PX + 24;
  const plot = width - 2 * PAD_PX;
  const zero = scale.place(0) * plot;
  return (
    <PlotFrame label={label} role="img" width={width} height={height}>
      <g transform={`translate(${PAD_PX} 0)`}>
        <BottomAxis scale={scale} left={0} right={plot} top={0} bottom={height - 22} />
        <line x1={zero} x2={zero} y1={0} y2={height - 22} className="stroke-text" strokeWidth={1.25} />
        {layoutWaterfall(steps, scale).map(({ step, from, to, low, high }, index) => {
          const top = index * ROW_PX;
          const y = top + 20;
          return (
            <g key={step.id} className={step.colour}>
              <text x={0} y={top + 14} className={`fill-text ${HALO} ${step.isTotal ? 'font-semibold' : ''}`}>
                {step.label}
              </text>
              <text
                x={plot}
                y={top + 14}
                textAnchor="end"
                className={`fill-text font-medium tabular-nums ${HALO}`}
              >
                {step.text}
              </text>
              {from !== null && to !== null && (
                <>
                  <rect
                    x={Math.min(from, to) * plot}
                    y={y}
                    width={Math.max(1.5, Math.abs(to - from) * plot)}
                    height={BAR_PX}
                    className={`fill-current ${step.isTotal ? '' : 'opacity-80'}`}
                  />
                  {!step.isTotal && index + 1 < steps.length && (
                    <line
                      x1={to * plot}
                      x2={to * plot}
                      y1={y + BAR_PX}
                      y2={y + ROW_PX}
                      strokeDasharray="2 3"
                      className="stroke-muted"
                    />
                  )}
                </>
              )}
              {low !== null && high !== null && (
                <Whisker from={low * plot} to={high * plot} at={y + BAR_PX + 5} className="stroke-text" />
              )}
            </g>
          );
        })}
      </g>
    </PlotFrame>
  );
}
