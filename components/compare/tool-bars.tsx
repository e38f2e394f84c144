import Link from 'next/link';
import { KIND } from '#components/ui/kind.ts';
import { KindIcon } from '#components/ui/kind-icon.tsx';
import { RunStatusBadge } from '#components/ui/run-status-badge.tsx';
import { cx } from '#components/ui/cx.ts';
import type { ToolKind } from '#lib/protocol/chat.ts';
import type { ComparedRun } from './compared-run.ts';
import { prepareToolBars, type ToolSegment } from './prepare-tool-bars.ts';

const FILL: Record<ToolKind, string> = {
  read: 'bg-read',
  write: 'bg-write',
  skill: 'bg-skill',
  unknown: 'bg-muted',
};

/** What fits into a segment; the full name is its title, and the table's. Other tools keep their names. */
const SHORT: Record<string, string> = {
  check_service_status: 'status',
  check_logs: 'logs',
  read_config: 'config',
  update_config: 'update',
  restart_service: 'restart',
  get_skill: 'skill',
  get_skill_file: 'file',
};

/** Calls per run by tool on one scale: first those on the system, then, behind a gap, those that read skills. */
export function ToolBars({ runs }: { runs: readonly ComparedRun[] }) {
  const bars = prepareToolBars(runs);
  const kinds = new Set(bars.flatMap(({ devops, other }) => [...devops, ...other].map(({ kind }) => kind)));
  return (
    <figure className="flex flex-col gap-4">
      <ul className="flex flex-col gap-4" aria-label="Calls per run">
        {bars.map(({ run, devops, other, text }) => (
          <li key={run.slot} className="flex flex-col gap-1">
            <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-sm">
              <Link
                href={`/runs/${encodeURIComponent(run.view.runId)}`}
                className="font-medium hover:underline"
              >
                {run.label}
              </Link>
              <RunStatusBadge status={run.summary.status} />
              <span className="ml-auto tabular-nums">{text}</span>
            </div>
            <div aria-hidden className="flex h-6 w-full gap-1 rounded-sm bg-raised">
              <Group segments={devops} />
              <Group segments={other} />
            </div>
          </li>
        ))}
      </ul>
      <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
        {[...kinds].map((kind) => (
          <span key={kind} className="inline-flex items-center gap-1">
            <KindIcon kind={kind} size={12} />
            {KIND[kind].meaning}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function Group({ segments }: { segments: readonly ToolSegment[] }) {
  const width = segments.reduce((sum, segment) => sum + segment.width, 0);
  if (width === 0) return null;
  return (
    <div className="flex min-w-0 gap-px overflow-hidden rounded-sm" style={{ width: percent(width) }}>
      {segments.map(({ tool, kind, count, width: own }) => (
        <span
          key={tool}
          title={`${tool}: ${count}`}
          style={{ width: percent(own / width) }}
          className={cx(
            'flex h-6 min-w-0 items-center gap-1 overflow-hidden px-1.5 text-xs whitespace-nowrap text-on-accent',
            FILL[kind],
          )}
        >
          <span className="font-medium tabular-nums">{count}</span>
          <span className="hidden min-w-0 truncate sm:inline">{SHORT[tool] ?? tool}</span>
        </span>
      ))}
    </div>
  );
}

const percent = (share: number) => `${(share * 100).toFixed(3)}%`;
