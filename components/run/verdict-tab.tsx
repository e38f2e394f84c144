import { Check, CircleX, Minus } from 'lucide-react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { formatPercent, plural } from '#components/ui/format.ts';
import { KeyValue } from '#components/ui/key-value.tsx';
import { OutcomeBadge } from '#components/ui/outcome-badge.tsx';
import { OUTCOME } from '#components/ui/outcome.ts';
import { EVALUATION_PARTS } from '#lib/protocol/evaluation-parts.ts';
import type { Evaluation, EvaluationPart } from '#lib/protocol/evaluation.ts';
import { isAtWork } from '#lib/protocol/is-at-work.ts';
import type { RunView } from '#lib/protocol/run-view.ts';

/** What the environment's oracle found after the agent had stopped, whatever the agent said. */
export function VerdictTab({ view }: { view: RunView }) {
  const { evaluation, status } = view;
  if (!evaluation) {
    const over = !isAtWork(status);
    return (
      <EmptyState title={over ? 'No verdict' : 'No verdict yet'}>
        {over
          ? 'The run ended before the oracle could look at the system.'
          : 'The oracle looks at the system once the agent has stopped; what the agent says does not count.'}
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-3 p-3">
      {status.state === 'completed' && (
        <p className="flex flex-wrap items-center gap-2">
          <OutcomeBadge outcome={status.outcome} />
          <span className="text-muted">{OUTCOME[status.outcome].meaning}</span>
        </p>
      )}
      <ul className="flex flex-col border-t border-line">
        {EVALUATION_PARTS.map(({ name, title }) => (
          <Part key={name} title={title} part={evaluation.parts[name]} />
        ))}
      </ul>
      <section>
        <h3 className="pb-1 text-xs text-muted">Diagnosis in the final message</h3>
        <p>
          <span className="font-medium tabular-nums">{evaluation.diagnosis.score} of 100.</span>{' '}
          {evaluation.diagnosis.detail}
        </p>
      </section>
      <Metrics metrics={evaluation.metrics} />
    </div>
  );
}

function Part({ title, part }: { title: string; part: EvaluationPart }) {
  const look = !part.applies
    ? { icon: <Minus aria-hidden size={14} className="text-muted" />, word: 'does not apply' }
    : part.holds
      ? { icon: <Check aria-hidden size={14} className="text-good" />, word: 'holds' }
      : { icon: <CircleX aria-hidden size={14} className="text-bad" />, word: 'does not hold' };
  return (
    <li className="flex gap-2 border-b border-line py-1.5">
      <span className="flex h-5 shrink-0 items-center">{look.icon}</span>
      <div className="min-w-0">
        <p className="font-medium">
          {title} <span className="font-normal text-muted">· {look.word}</span>
        </p>
        <p className="break-words text-muted">{part.detail}</p>
      </div>
    </li>
  );
}

function Metrics({ metrics }: { metrics: Evaluation['metrics'] }) {
  const ticks = (value: number | null) => (value === null ? 'never' : plural(value, 'tick'));
  return (
    <section>
      <h3 className="pb-1 text-xs text-muted">Measured in the world (one tick is 30 s)</h3>
      <KeyValue
        items={[
          { label: 'Until the root service’s config was read', value: ticks(metrics.ticksToLocalise) },
          { label: 'Until the service level held', value: ticks(metrics.ticksToMitigate) },
          { label: 'User requests that failed', value: formatPercent(metrics.errorBudgetBurned) },
          { label: 'Wrong writes', value: metrics.wrongWrites },
          { label: 'Restarts without need', value: metrics.needlessRestarts },
          { label: 'Repeated calls', value: metrics.repeatedCalls },
        ]}
      />
    </section>
  );
}
