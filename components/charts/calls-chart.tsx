import Link from 'next/link';
import { KIND } from '#components/ui/kind.ts';
import { KindIcon } from '#components/ui/kind-icon.tsx';
import type { ToolKind } from '#lib/protocol/chat.ts';
import { prepareCallsChart, type CallsBar, type CallsRow } from './prepare-calls-chart.ts';

const BAR_PX = 18;
/** Narrower than this share of the width, a segment has no room for its number; the label has it. */
const ROOM = 0.05;

/** Calls per run, stacked by kind, on one scale from zero. The words beside each bar say all that the bar says. */
export function CallsChart({ bars }: { bars: readonly CallsBar[] }) {
  const rows = prepareCallsChart(bars);
  const kinds = new Set(rows.flatMap(({ segments }) => segments.map(({ kind }) => kind)));
  return (
    <figure className="flex flex-col gap-3">
      <ul className="flex flex-col gap-3">
        {rows.map((row) => (
          <li key={row.id} className="flex flex-col gap-1">
            <div className="flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
              <span className="font-medium">
                {row.href ? (
                  <Link href={row.href} className="hover:underline">
                    {row.label}
                  </Link>
                ) : (
                  row.label
                )}
              </span>
              <span className="text-xs text-muted tabular-nums">
                {row.text}
                {row.counts && row.note ? ` · ${row.note}` : ''}
              </span>
            </div>
            <Bar row={row} />
          </li>
        ))}
      </ul>
      {kinds.size > 0 && <Key kinds={kinds} />}
    </figure>
  );
}

function Bar({ row }: { row: CallsRow }) {
  return (
    <svg aria-hidden width="100%" height={BAR_PX} className="rounded-sm bg-raised">
      {row.segments.map(({ kind, count, start, width }) => (
        <g key={kind}>
          <rect
            x={percent(start)}
            width={percent(width)}
            height={BAR_PX}
            className={`${KIND[kind].fill} stroke-panel`}
            strokeWidth={1}
          />
          {width >= ROOM && (
            <text
              x={percent(start + width / 2)}
              y={BAR_PX / 2}
              dominantBaseline="central"
              textAnchor="middle"
              className="fill-on-accent text-xs font-medium tabular-nums"
            >
              {count}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

function Key({ kinds }: { kinds: ReadonlySet<ToolKind> }) {
  return (
    <figcaption className="flex flex-wrap gap-x-3 gap-y-1 text-xs text-muted">
      {[...kinds].map((kind) => (
        <span key={kind} className="inline-flex items-center gap-1" title={KIND[kind].meaning}>
          <KindIcon kind={kind} size={12} silent />
          {KIND[kind].word}
        </span>
      ))}
    </figcaption>
  );
}

const percent = (share: number) => `${(share * 100).toFixed(3)}%`;
