import Link from 'next/link';
import { experimentHref } from '#components/experiments/experiment-words.ts';
import { VerdictBadge } from '#components/experiments/verdict-badge.tsx';
import { Time } from '#components/ui/time.tsx';
import { SIMULATED_NOTE } from '#lib/protocol/simulated-note.ts';
import type { SkillDecision } from '#lib/protocol/skill-standing.ts';
import { ACTION_WORDS } from './standing-look.ts';

/** One decision: what, who, when, why, and on which verdict. */
export function DecisionEntry({ decision }: { decision: SkillDecision }) {
  const { action, number, by, at, reason, evidence, overridden, writtenBack } = decision;
  return (
    <div className="flex min-w-0 flex-col gap-1 text-sm">
      <p className="text-xs text-muted">
        {action === 'roll_back' ? `Rolled back to v${number}` : `v${number} ${ACTION_WORDS[action].past}`}
        {by && ` by ${by}`}, <Time at={at} />
      </p>
      <p className="break-words">{reason}</p>
      {evidence && (
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs">
          <VerdictBadge code={evidence.verdict} title={evidence.sentence} />
          <Link
            href={experimentHref(evidence.experimentId)}
            className="min-w-0 break-words text-accent underline underline-offset-2"
          >
            {evidence.title}
          </Link>
          <code title={evidence.planHash} className="font-mono text-muted">
            plan {evidence.planHash.slice(0, 10)}
          </code>
        </p>
      )}
      {evidence?.simulated && <p className="text-xs text-muted">{SIMULATED_NOTE}</p>}
      {overridden && <p className="text-xs text-warn">Published all the same: {overridden}</p>}
      {writtenBack && (
        <p className="text-xs text-muted">Written back into the learning space at {writtenBack.server}.</p>
      )}
    </div>
  );
}
