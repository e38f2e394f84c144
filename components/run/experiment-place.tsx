import Link from 'next/link';
import { armsHref } from '#components/compare/arms/arms-href.ts';
import { nameArm } from '#lib/protocol/arm-names.ts';
import type { RunPlan } from '#lib/protocol/run-plan.ts';
import { runsHref } from './runs-query.ts';

const LINK = 'text-accent underline underline-offset-2 hover:no-underline';

/** Where a run of an experiment belongs: its experiment, its block with the runs that it is compared with, its try. */
export function ExperimentPlaceLine({ runId, plan }: { runId: string; plan: RunPlan }) {
  const { experiment: place, scenarioId, arm } = plan;
  if (!place) return null;
  const { experimentId, block, label, distillationId, attempt } = place;
  const isLearning = block < 0;
  return (
    <p className="flex flex-wrap gap-x-3 gap-y-0.5 text-sm tabular-nums">
      <Link href={`/experiments/${encodeURIComponent(experimentId)}`} className={LINK}>
        {isLearning ? `Learning ${distillationId ?? ''} of its experiment` : 'Its experiment'}
      </Link>
      {!isLearning && (
        <>
          <Link
            href={`${armsHref({ experiment: experimentId }, { left: runId })}#replay`}
            className={LINK}
            title="Side by side with its partner in the other arm"
          >
            Compare within block {block + 1}
          </Link>
          <Link href={runsHref({ experiment: experimentId, scenario: scenarioId })} className={LINK}>
            Its runs of this scenario
          </Link>
          <span className="text-muted">
            {nameArm({ label, arm })}
            {distillationId === null ? '' : `, learning ${distillationId}`}
          </span>
        </>
      )}
      {attempt > 1 && <span className="text-muted">try {attempt}</span>}
    </p>
  );
}
