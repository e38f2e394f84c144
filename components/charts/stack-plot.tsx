'use client';

import { useEvidenceLink } from './chart-evidence.tsx';
import { layoutStack, type Stack } from './prepare-stacks.ts';
import { ticksThatFit, type Scale } from '#lib/utils/scale.ts';

interface Props {
  label: string;
  stacks: readonly Stack[];
  scale: Scale;
  width: number;
}

const ROW_PX = 50;
const BAR_PX = 22;
const PAD_PX = 14;

/** Stacked bars from zero, each with the interval of its total. */
export function StackPlot({ label, stacks, scale, width }: Props) {
  const height = stacks.length * ROW_PX + 26;
  const plot = width - 2 * PAD_PX;
  return (
    <svg
      role="group"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="block"
    >
      <g transform={`translate(${PAD_PX} 0)`}>
        {ticksThatFit(scale, plot).map((tick) => (
          <g key={tick.value}>
            <line
              x1={scale.place(tick.value) * plot}
              x2={scale.place(tick.value) * plot}
              y1={0}
              y2={height - 22}
              className="stroke-line/60"
            />
            <text
              x={scale.place(tick.value) * plot}
              y={height - 6}
              textAnchor="middle"
              className="fill-muted text-xs tabular-nums"
            >
              {tick.label}
            </text>
          </g>
        ))}
        {stacks.map((stack, index) => (
          <Bar key={stack.id} stack={stack} top={index * ROW_PX} scale={scale} plot={plot} />
        ))}
      </g>
    </svg>
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
      <text x={15} y={top + 14} className="fill-text text-xs font-medium">
        {stack.label}
      </text>
      <text x={plot} y={top + 14} textAnchor="end" className="fill-text text-xs tabular-nums">
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
            className="pointer-events-none fill-on-accent text-xs tabular-nums"
          >
            {part.text}
          </text>
        </g>
      ))}
      {stack.low !== null && stack.high !== null && (
        <g className="stroke-text" strokeWidth={1.5}>
          <line x1={place(stack.low)} x2={place(stack.high)} y1={y + BAR_PX + 4} y2={y + BAR_PX + 4} />
          <line x1={place(stack.low)} x2={place(stack.low)} y1={y + BAR_PX + 1} y2={y + BAR_PX + 7} />
          <line x1={place(stack.high)} x2={place(stack.high)} y1={y + BAR_PX + 1} y2={y + BAR_PX + 7} />
        </g>
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
