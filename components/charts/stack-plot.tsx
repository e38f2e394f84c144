'use client';

import { BottomAxis } from './plot-axis.tsx';
import { PlotFrame } from './plot-frame.tsx';
import { Whisker } from './whisker.tsx';
import { useEvidenceLink } from './chart-evidence.tsx';
import { layoutStack, type Stack } from './prepare-stacks.ts';
import type { Scale } from '#lib/utils/scale.ts';

interface Props {
  label: string;
  stacks: readonly Stack[];
  scale: Scale;
  width: number;
}

const ROW_PX = 50;
const BAR_PX = 22;
const PAD_PX = 18;

/** Stacked bars from zero, each with the interval of its total. */
export function StackPlot({ label, stacks, scale, width }: Props) {
  const height = stacks.length * ROW_PX + 26;
  const plot = width - 2 * PAD_PX;
  return (
    <PlotFrame label={label} width={width} height={height}>
      <g transform={`translate(${PAD_PX} 0)`}>
        <BottomAxis scale={scale} left={0} right={plot} top={0} bottom={height - 22} />
        {stacks.map((stack, index) => (
          <Bar key={stack.id} stack={stack} top={index * ROW_PX} scale={scale} plot={plot} />
        ))}
      </g>
    </PlotFrame>
  );
}

function Bar({ stack, top, scale, plot }: { stack: Stack; top: number; scale: Scale; plot: number }) {
  const link = useEvidenceLink()(stack.evidence);
  const y = top + 20;
  const place = (value: number) => scale.place(value) * plot;
  const drawn = (
    <>
      <title>{`${stack.label}: ${stack.text}`}</title>
      <rect x={0} y={top + 5} width={9} height={9} rx={2} className={`fill-current ${stack.colour}`} />
      <text x={15} y={top + 14} className="fill-text font-medium">
        {stack.label}
      </text>
      <text x={plot} y={top + 14} textAnchor="end" className="fill-text tabular-nums">
        {stack.text}
      </text>
      {layoutStack(stack, scale.high, plot).map((part) => (
        <g key={part.id}>
          <rect
            x={part.x}
            y={y}
            width={part.width}
            height={BAR_PX}
            className={`${part.fill} stroke-panel`}
            strokeWidth={1}
          >
            <title>{`${part.label}: ${Number(part.value.toFixed(2))}`}</title>
          </rect>
          <text
            x={part.x + part.width / 2}
            y={y + BAR_PX / 2 + 4}
            textAnchor="middle"
            className="pointer-events-none fill-on-accent tabular-nums"
          >
            {part.text}
          </text>
        </g>
      ))}
      {stack.low !== null && stack.high !== null && (
        <Whisker from={place(stack.low)} to={place(stack.high)} at={y + BAR_PX + 4} className="stroke-text" />
      )}
    </>
  );
  if (!link) return <g>{drawn}</g>;
  return (
    <a {...link} aria-label={`${stack.label}: ${stack.text}`}>
      {drawn}
    </a>
  );
}
