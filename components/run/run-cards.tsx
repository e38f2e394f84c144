import Link from 'next/link';
import { Duration } from '#components/ui/duration.tsx';
import { cx } from '#components/ui/cx.ts';
import { formatInstant, formatNumber } from '#components/ui/format.ts';
import { RunStatusBadge } from '#components/ui/run-status-badge.tsx';
import { Time } from '#components/ui/time.tsx';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import { LearningBadge } from './learning-badge.tsx';
import { callsInShort, modelInWords, partInWords } from './run-words.ts';

interface Props {
  runs: readonly RunSummary[];
  pair: readonly string[];
  onToggle: (runId: string) => void;
}

/** The runs for a narrow screen. */
export function RunCards({ runs, pair, onToggle }: Props) {
  return (
    <ul className="md:hidden">
      {runs.map((run) => {
        const { plan } = run;
        const chosen = pair.includes(run.runId);
        return (
          <li
            key={run.runId}
            className={cx(
              'relative flex gap-2.5 border-b border-line px-3 py-2 last:border-0',
              chosen && 'bg-accent/6',
            )}
          >
            <input
              type="checkbox"
              checked={chosen}
              onChange={() => onToggle(run.runId)}
              aria-label={`Compare ${plan.scenarioTitle}, ${partInWords(plan)}, ${formatInstant(run.createdAt)}`}
              className="relative z-10 mt-0.5 size-4 shrink-0 accent-accent"
            />
            <div className="flex min-w-0 flex-1 flex-col gap-1">
              <Link
                href={`/runs/${encodeURIComponent(run.runId)}`}
                className="font-medium break-words after:absolute after:inset-0"
              >
                {plan.scenarioTitle}
              </Link>
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <RunStatusBadge status={run.status} />
                <span className="text-muted">{partInWords(plan)}</span>
                {run.learning.state !== 'none' && <LearningBadge learning={run.learning} />}
              </p>
              <p className="text-xs text-muted tabular-nums">
                {callsInShort(run.calls)} calls · {formatNumber(run.inputTokens + run.outputTokens)} tokens ·{' '}
                <Duration ms={run.activeMs} /> · {modelInWords(plan.model)} · <Time at={run.createdAt} />
              </p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
