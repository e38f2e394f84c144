'use client';

import { useEvidenceLink } from './chart-evidence.tsx';
import { HALO } from './halo.ts';
import { BottomAxis } from './plot-axis.tsx';
import { PlotFrame } from './plot-frame.tsx';
import { Whisker } from './whisker.tsx';
import { CHARACTER_PX, cut } from './fit-text.ts';
import { layoutWaterfall, type PlacedStep, type WaterfallStep } from './prepare-waterfall.ts';
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
    <PlotFrame label={label} width={width} height={height}>
      <g transform={`translate(${PAD_PX} 0)`}>
        <BottomAxis scale={scale} left={0} right={plot} top={0} bottom={height - 22} />
        <line x1={zero} x2={zero} y1={0} y2={height - 22} className="stroke-text" strokeWidth={1.25} />
        {layoutWaterfall(steps, scale).map((placed, index) => (
          <Step
            key={placed.step.id}
            placed={placed}
            top={index * ROW_PX}
            plot={plot}
            isLast={index + 1 === steps.length}
          />
        ))}
      </g>
    </PlotFrame>
  );
}

interface StepProps {
  placed: PlacedStep;
  top: number;
  plot: number;
  isLast: boolean;
}

function Step({ placed: { step, from, to, low, high }, top, plot, isLast }: StepProps) {
  const link = useEvidenceLink()(step.evidence);
  const y = top + 20;
  const whole = `${step.label}: ${step.explains}`;
  const room = Math.floor(plot / CHARACTER_PX) - step.text.length - 2;
  const drawn = (
    <g className={step.colour}>
      <title>{`${whole}: ${step.text}`}</title>
      <text x={0} y={top + 14} className={`fill-text ${HALO} ${step.isTotal ? 'font-semibold' : ''}`}>
        {whole.length <= room ? whole : cut(step.label, room)}
      </text>
      <text x={plot} y={top + 14} textAnchor="end" className={`fill-text font-medium tabular-nums ${HALO}`}>
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
          {!step.isTotal && !isLast && (
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
  if (!link) return drawn;
  return (
    <a {...link} aria-label={`${whole}: ${step.text}`} className="group/mark">
      <rect
        x={-4}
        y={top + 1}
        width={plot + 8}
        height={ROW_PX - 3}
        className="fill-transparent group-hover/mark:fill-raised"
      />
      {drawn}
    </a>
  );
}
