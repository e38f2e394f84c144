import { Download, GitCompareArrows } from 'lucide-react';
import { armsHref } from '#components/compare/arms/arms-href.ts';
import { buttonClass } from '#components/ui/button-class.ts';
import { LinkButton } from '#components/ui/link-button.tsx';
import { plural } from '#components/ui/format.ts';
import { SimulatedNote } from '#components/ui/simulated-note.tsx';
import { Time } from '#components/ui/time.tsx';
import { EXPERIMENTS } from '#lib/client/experiment-paths.ts';
import type { ExperimentView } from '#lib/protocol/experiment.ts';
import { CLAIM_WORDS } from '#lib/stats/analysis/codes-in-words.ts';
import { armBy, armsOf } from './arm-look.ts';
import { ArmMark } from './arm-mark.tsx';
import { ExperimentActions } from './experiment-actions.tsx';
import { ExperimentStateBadge } from './experiment-state-badge.tsx';

/** What it is, where it stands and what can be done with it. */
export function ExperimentHeader({ view }: { view: ExperimentView }) {
  const { summary, plan } = view;
  const { experimentId, title, status, claim, models, runs, scenarios, createdAt, isAA } = summary;
  const arms = armsOf(plan.arms);
  return (
    <header className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="min-w-0 text-lg font-semibold break-words">{title}</h1>
        <ExperimentStateBadge status={status} />
        <div className="flex flex-wrap items-center gap-1.5 sm:ml-auto">
          <ExperimentActions summary={summary} />
          {runs.done > 0 && (
            <>
              <LinkButton
                size="sm"
                href={armsHref({ experiment: experimentId })}
                icon={<GitCompareArrows aria-hidden size={13} />}
              >
                Compare arms
              </LinkButton>
              <a
                href={EXPERIMENTS.rows(experimentId, 'csv')}
                download
                className={buttonClass('secondary', 'sm')}
              >
                <Download aria-hidden size={13} />
                Rows (CSV)
              </a>
              <a
                href={EXPERIMENTS.rows(experimentId)}
                download={`${experimentId}-rows.json`}
                className={buttonClass('secondary', 'sm')}
              >
                <Download aria-hidden size={13} />
                JSON
              </a>
              <a href={EXPERIMENTS.report(experimentId)} download className={buttonClass('secondary', 'sm')}>
                <Download aria-hidden size={13} />
                Report (HTML)
              </a>
              <a href={EXPERIMENTS.bundle(experimentId)} download className={buttonClass('secondary', 'sm')}>
                <Download aria-hidden size={13} />
                Evidence bundle
              </a>
            </>
          )}
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted tabular-nums">
        <span title={CLAIM_WORDS[claim].meaning}>Claim: {CLAIM_WORDS[claim].word.toLowerCase()}</span>
        <span className="flex flex-wrap gap-x-3 text-text">
          {plan.arms.map(({ label }) => (
            <ArmMark key={label} look={armBy(arms, label)} />
          ))}
        </span>
        <span>
          {plural(scenarios, 'scenario')} × {plural(plan.seeds.length, 'seed')}, {plural(runs.planned, 'run')}
        </span>
        <span className="min-w-0 break-words">{models.join(', ')}</span>
        {isAA && <span>A/A: both arms the same</span>}
        <Time at={createdAt} />
      </div>
      {view.note && <SimulatedNote />}
    </header>
  );
}
