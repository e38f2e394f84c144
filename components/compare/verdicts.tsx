import { Check, CircleX } from 'lucide-react';
import { Panel } from '#components/ui/panel.tsx';
import { RunStatusBadge } from '#components/ui/run-status-badge.tsx';
import { EVALUATION_PARTS } from '#lib/protocol/evaluation-parts.ts';
import type { EvaluationPart } from '#lib/protocol/evaluation.ts';
import { isAtWork } from '#lib/protocol/is-at-work.ts';
import type { ComparedRun } from './compared-run.ts';

/** What the oracle found in each run, part by part, beside each other. */
export function Verdicts({ runs }: { runs: readonly ComparedRun[] }) {
  return (
    <Panel title="Verdicts of the oracle" padded={false}>
      <div className="grid divide-y divide-line sm:auto-cols-fr sm:grid-flow-col sm:divide-x sm:divide-y-0">
        {runs.map((run) => (
          <section key={run.slot} aria-label={run.label} className="min-w-0 px-3 py-2 text-sm">
            <h3 className="flex items-center gap-2 font-medium">
              {run.label}
              <RunStatusBadge status={run.summary.status} />
            </h3>
            <Verdict run={run} />
          </section>
        ))}
      </div>
    </Panel>
  );
}

function Verdict({ run: { view } }: { run: ComparedRun }) {
  const { evaluation, status } = view;
  if (!evaluation) {
    const over = !isAtWork(status);
    return (
      <p className="mt-1 text-muted">
        {over ? 'It ended before the oracle could look.' : 'The oracle looks once the agent has stopped.'}
      </p>
    );
  }
  return (
    <>
      <ul className="mt-1.5 flex flex-col gap-1">
        {EVALUATION_PARTS.filter(({ name }) => evaluation.parts[name].applies).map(({ name, title }) => (
          <Part key={name} title={title} part={evaluation.parts[name]} />
        ))}
      </ul>
      <p className="mt-1.5 text-xs text-muted">
        <span className="tabular-nums">Diagnosis {evaluation.diagnosis.score} of 100.</span>{' '}
        {evaluation.diagnosis.detail}
      </p>
    </>
  );
}

function Part({ title, part: { holds, detail } }: { title: string; part: EvaluationPart }) {
  const look = holds
    ? { icon: <Check aria-hidden size={14} className="text-good" />, word: 'holds' }
    : { icon: <CircleX aria-hidden size={14} className="text-bad" />, word: 'does not hold' };
  return (
    <li className="flex gap-1.5">
      <span className="flex h-5 shrink-0 items-center">{look.icon}</span>
      <span className="min-w-0 break-words">
        {title} <span className="sr-only">{look.word}</span>
        <span className="block text-xs text-muted">{detail}</span>
      </span>
    </li>
  );
}
