import Link from 'next/link';
import { Time } from '#components/ui/time.tsx';
import { isMoving } from '#lib/client/use-experiments.ts';
import type { ExperimentSummary } from '#lib/protocol/experiment.ts';
import { CLAIM_WORDS } from '#lib/stats/analysis/codes-in-words.ts';
import { ExperimentStateBadge } from './experiment-state-badge.tsx';
import { experimentHref } from './experiment-words.ts';
import { VerdictBadge } from './verdict-badge.tsx';

/** Experiments as rows; on a narrow page each becomes a small block. */
export function ExperimentList({ experiments }: { experiments: readonly ExperimentSummary[] }) {
  return (
    <ul className="divide-y divide-line">
      {experiments.map((experiment) => (
        <Row key={experiment.experimentId} experiment={experiment} />
      ))}
    </ul>
  );
}

function Row({ experiment }: { experiment: ExperimentSummary }) {
  const {
    experimentId,
    title,
    status,
    verdict,
    claim,
    runs,
    scenarios,
    arms,
    models,
    simulated,
    createdAt,
    isAA,
  } = experiment;
  return (
    <li className="relative flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 text-sm tabular-nums hover:bg-raised/60">
      <Link
        href={experimentHref(experimentId)}
        title={title}
        className="min-w-0 flex-1 basis-60 truncate font-medium after:absolute after:inset-0"
      >
        {title}
      </Link>
      {verdict ? <VerdictBadge code={verdict.code} title={verdict.sentence} /> : null}
      {!verdict || status.state !== 'completed' ? <ExperimentStateBadge status={status} /> : null}
      {isMoving(status.state) && (
        <progress
          aria-label={`Runs of ${title}`}
          value={runs.done}
          max={Math.max(1, runs.planned)}
          className="h-2 w-24 appearance-none overflow-hidden rounded-full bg-raised [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-raised [&::-webkit-progress-value]:bg-accent"
        />
      )}
      <p className="flex basis-full flex-wrap gap-x-3 text-xs text-muted">
        <span>{isAA ? 'A/A' : CLAIM_WORDS[claim].word}</span>
        <span>
          {runs.done < runs.planned ? `${runs.done} of ` : ''}
          {runs.planned} runs: {scenarios} {scenarios === 1 ? 'scenario' : 'scenarios'}, {arms.join(', ')}
        </span>
        <span className="truncate">
          {models.join(', ')}
          {simulated ? ' (simulated)' : ''}
        </span>
        <Time at={createdAt} className="sm:ml-auto" />
      </p>
    </li>
  );
}
