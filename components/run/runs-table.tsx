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
  /** Ids of the runs that are chosen to be compared. */
  pair: readonly string[];
  onToggle: (runId: string) => void;
}

const HEADS = [
  { head: 'Scenario' },
  { head: 'Act, arm' },
  { head: 'Status' },
  { head: 'Learning' },
  { head: 'Calls', numeric: true },
  { head: 'Tokens', numeric: true },
  { head: 'Time', numeric: true },
  { head: 'Model' },
  { head: 'Created', numeric: true },
] as const;

/** The runs as rows; on a narrow screen RunCards shows the same. */
export function RunsTable({ runs, pair, onToggle }: Props) {
  return (
    <table className="hidden w-full border-collapse text-sm tabular-nums md:table">
      <thead>
        <tr className="border-b border-line text-left text-xs whitespace-nowrap text-muted">
          <th scope="col" className="w-8 pl-3">
            <span className="sr-only">Compare</span>
          </th>
          {HEADS.map((column) => (
            <th
              key={column.head}
              scope="col"
              className={cx('h-8 px-2 font-medium', 'numeric' in column && 'text-right', HIDDEN[column.head])}
            >
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <RunRow key={run.runId} run={run} chosen={pair.includes(run.runId)} onToggle={onToggle} />
        ))}
      </tbody>
    </table>
  );
}

/** Columns that give way first when the window narrows. */
const HIDDEN: Partial<Record<(typeof HEADS)[number]['head'], string>> = {
  Model: 'max-[86rem]:hidden',
  Tokens: 'max-xl:hidden',
  Learning: 'max-lg:hidden',
};

function RunRow({ run, chosen, onToggle }: { run: RunSummary; chosen: boolean } & Pick<Props, 'onToggle'>) {
  const { plan } = run;
  return (
    <tr
      className={cx(
        'relative h-8 border-b border-line whitespace-nowrap last:border-0 hover:bg-raised/60',
        chosen && 'bg-accent/6',
      )}
    >
      <td className="pl-3">
        <input
          type="checkbox"
          checked={chosen}
          onChange={() => onToggle(run.runId)}
          aria-label={`Compare ${plan.scenarioTitle}, ${partInWords(plan)}, ${formatInstant(run.createdAt)}`}
          className="relative z-10 block size-3.5 accent-accent"
        />
      </td>
      <td className="w-full max-w-0 min-w-40 truncate px-2">
        {/* The link covers its row. */}
        <Link
          href={`/runs/${encodeURIComponent(run.runId)}`}
          title={run.runId}
          className="font-medium after:absolute after:inset-0"
        >
          {plan.scenarioTitle}
        </Link>
      </td>
      <td className="px-2">{partInWords(plan)}</td>
      <td className="px-2">
        <RunStatusBadge status={run.status} />
      </td>
      <td className={cx('px-2', HIDDEN.Learning)}>
        <LearningBadge learning={run.learning} />
      </td>
      <td className="px-2 text-right">{callsInShort(run.calls)}</td>
      <td className={cx('px-2 text-right', HIDDEN.Tokens)}>
        {formatNumber(run.inputTokens + run.outputTokens)}
      </td>
      <td className="px-2 text-right">
        <Duration ms={run.activeMs} />
      </td>
      <td className={cx('max-w-40 truncate px-2 text-muted', HIDDEN.Model)}>{modelInWords(plan.model)}</td>
      <td className="px-2 pr-3 text-right text-muted">
        <Time at={run.createdAt} />
      </td>
    </tr>
  );
}
