'use client';

import type { ReactNode } from 'react';
import { Elapsed } from '#components/ui/elapsed.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { formatDuration, formatNumber } from '#components/ui/format.ts';
import { LiveDot } from '#components/ui/live-dot.tsx';
import { RunStatusBadge } from '#components/ui/run-status-badge.tsx';
import { SimulatedNote } from '#components/ui/simulated-note.tsx';
import { Time } from '#components/ui/time.tsx';
import { useConnectionLost } from '#lib/client/use-connection-lost.ts';
import { isPlayed } from '#lib/protocol/played-run.ts';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import { summariseRun } from '#lib/protocol/summarise-run.ts';
import { ExperimentPlaceLine } from './experiment-place.tsx';
import { RunActions, type RunCommands } from './run-actions.tsx';
import {
  callsInWords,
  formatCost,
  keptInWords,
  modelInWords,
  partInWords,
  STOP_WORDS,
  WAITING_WORDS,
} from './run-words.ts';

interface Props {
  view: RunView;
  commands: RunCommands;
}

/** What run this is, where it stands, what it cost, and what can be asked of it. */
export function RunHeader({ view, commands }: Props) {
  if (!view.plan) return <h1 className="text-lg font-semibold">Run {view.runId}</h1>;
  const summary = summariseRun(view);
  const { plan } = summary;
  return (
    <header className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <h1 className="min-w-0 text-lg font-semibold break-words">{plan.scenarioTitle}</h1>
        <Standing view={view} />
        <div className="ml-auto max-lg:ml-0 max-lg:w-full">
          <RunActions view={view} commands={commands} />
        </div>
      </div>
      <Facts>
        <span className="font-medium text-text">{partInWords(plan)}</span>
        {!isPlayed(plan) && <span>{modelInWords(plan.model)}</span>}
        <span>seed {plan.seed}</span>
        <span className="text-text">{callsInWords(summary.calls)}</span>
        {!isPlayed(plan) && (
          <span
            title={
              view.turns.some(({ inference }) => inference.usage.countedBy)
                ? 'Counted by the lab: the server sent no figures'
                : undefined
            }
          >
            {formatNumber(summary.inputTokens + summary.outputTokens)} tokens (
            {formatNumber(summary.inputTokens)} in, {formatNumber(summary.outputTokens)} out)
          </span>
        )}
        {summary.cost !== null && <span>{formatCost(summary.cost)}</span>}
        <Spent view={view} summary={summary} />
        {view.createdAt && <Time at={view.createdAt} />}
      </Facts>
      <ExperimentPlaceLine runId={view.runId} plan={plan} />
      {plan.model.simulated && <SimulatedNote />}
      <HowItEnded view={view} />
      {commands.error && <ErrorNotice error={commands.error} />}
    </header>
  );
}

/** An end that was not the agent's own, with what was kept and what to do. */
function HowItEnded({ view }: { view: RunView }) {
  const { status, stopped } = view;
  if (status.state === 'failed')
    return (
      <ErrorNotice error={status.error}>
        {keptInWords(view)} Rerun starts the same plan in a fresh environment.
      </ErrorNotice>
    );
  if (status.state === 'cancelled') return <p className="text-muted">{keptInWords(view)}</p>;
  if (stopped && stopped.reason !== 'final_message')
    return <p className="text-warn">{STOP_WORDS[stopped.reason]}</p>;
  return null;
}

/** Live with what is being waited for, or the verdict. */
function Standing({ view }: { view: RunView }) {
  const lost = useConnectionLost();
  const { waiting, status, cancelRequested } = view;
  const working = status.state === 'queued' || status.state === 'running';
  return (
    <span className="flex flex-wrap items-center gap-2">
      {!working && <RunStatusBadge status={status} />}
      {waiting !== null && (
        <>
          <LiveDot />
          <span className="text-xs text-muted" role="status">
            {!lost &&
              (cancelRequested && working
                ? 'cancelling, waiting for the agent to let go'
                : WAITING_WORDS[waiting])}
          </span>
        </>
      )}
    </span>
  );
}

function Spent({ view, summary }: { view: RunView; summary: RunSummary }) {
  if (view.started && view.status.state === 'running')
    return <Elapsed since={view.started.at} until={null} />;
  if (!view.started) return null;
  const simulated = summary.plan.pace === 'watch';
  return (
    <span title={simulated ? 'Without the time that the offline model waited on purpose' : undefined}>
      {formatDuration(summary.activeMs)}
      {simulated && ' without its pauses'}
    </span>
  );
}

function Facts({ children }: { children: ReactNode }) {
  return (
    <p className="flex flex-wrap gap-y-0.5 text-sm text-muted tabular-nums [&>*:not(:last-child)]:after:px-1.5 [&>*:not(:last-child)]:after:text-line-strong [&>*:not(:last-child)]:after:content-['·']">
      {children}
    </p>
  );
}
