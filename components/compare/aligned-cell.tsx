import { Ban } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '#components/ui/badge.tsx';
import { KindIcon } from '#components/ui/kind-icon.tsx';
import type { AlignedCall } from '#lib/protocol/align-runs.ts';
import type { ComparedRun } from './compared-run.ts';
import { LineLink } from './skill-lines/line-link.tsx';
import type { CallLine } from './skill-lines/prepare-skill-lines.ts';

/** Longer results are cut here; the run's own page has them whole. */
const MAX_RESULT = 4000;

/** A call of one run, or the gap where it made none. */
export function AlignedCell(props: {
  run: ComparedRun;
  cell: AlignedCall | null;
  /** The line of a skill that it did; null for most calls. */
  line: CallLine | null;
}) {
  const { run, cell, line } = props;
  if (!cell)
    return (
      <div className="hidden bg-[repeating-linear-gradient(135deg,transparent_0_6px,var(--raised)_6px_7px)] md:block">
        <span className="sr-only">{run.label}: no such call here</span>
      </div>
    );
  const { call, action } = cell;
  const href = `/runs/${encodeURIComponent(run.view.runId)}?call=${call.call}`;
  const said = run.view.turns.find(({ turn }) => turn === call.turn)?.inference.content.trim();
  return (
    <div className="min-w-0 px-3 py-1.5 text-sm">
      <div className="flex min-h-6 flex-wrap items-center gap-x-2 gap-y-0.5">
        <span className="w-full truncate text-xs text-muted md:hidden">{run.label}</span>
        <Link
          href={href}
          title={`Open call ${call.call} of ${run.label}`}
          className="flex min-h-6 min-w-0 items-center gap-1.5 font-mono text-xs hover:underline"
        >
          <span className="w-5 shrink-0 text-right text-muted tabular-nums">{call.call}</span>
          <KindIcon kind={call.kind} size={13} />
          <span className="truncate">{call.name}</span>
        </Link>
        <span className="min-w-0 font-mono text-xs break-all text-muted max-md:ml-6.5 max-md:basis-full">
          {action.target}
          {action.key && <> · {action.key}</>}
          {action.value !== null && (
            <>
              {' = '}
              <span className="text-text">{action.value}</span>
            </>
          )}
          {action.options && <> · {action.options}</>}
        </span>
        {call.outcome === 'rejected' && (
          <Badge tone="warn" icon={<Ban aria-hidden size={11} />} title="The tool refused it and said why">
            rejected
          </Badge>
        )}
        {line && <LineLink line={line} />}
      </div>
      <details className="text-xs text-muted">
        <summary className="ml-6.5 min-h-6 truncate leading-6">{firstLine(call.result)}</summary>
        <div className="mt-1 ml-6.5 flex flex-col gap-1.5">
          {said && <p className="break-words text-text">{said}</p>}
          <pre
            role="region"
            aria-label={`Result of call ${call.call} of ${run.label}`}
            tabIndex={0}
            className="max-h-72 overflow-auto rounded border border-line bg-ground px-2 py-1.5 font-mono text-xs leading-5 break-words whitespace-pre-wrap"
          >
            {call.result.slice(0, MAX_RESULT)}
          </pre>
          {call.result.length > MAX_RESULT && (
            <p>
              Cut here;{' '}
              <Link href={href} className="text-accent underline underline-offset-2">
                the run’s page has all of it
              </Link>
              .
            </p>
          )}
        </div>
      </details>
    </div>
  );
}

function firstLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return (
    lines
      .filter((line) => /\w/.test(line))
      .slice(0, 3)
      .join(' · ')
      .slice(0, 200) || 'empty result'
  );
}
