'use client';

import type { ChartTable } from '#components/charts/chart-table.ts';
import { DownloadTable } from '#components/charts/download-table.tsx';
import { EyeOff } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { formatDuration, formatNumber, plural } from '#components/ui/format.ts';
import { Panel } from '#components/ui/panel.tsx';
import type { ExperimentView } from '#lib/protocol/experiment.ts';
import { dollarText, percentText, pointsText, withMinus } from '#lib/stats/analysis/figure-texts.ts';
import { intervalText } from './figures.ts';
import { titlesOf } from './results/results-data.ts';

/** How far it is: blocks, rate, time left, what was spent, what infrastructure ended. */
export function ProgressPanel({ view }: { view: ExperimentView }) {
  const { progress, plan } = view;
  const { blocks, runs, learnings, left, spent, workedMs, interim, failedAttempts } = progress;
  const { runsPerMinute: perMinute } = progress;
  const tokens = spent.inputTokens + spent.outputTokens + spent.learningTokens;
  const cap = plan.budget.maxTokens;
  const titles = titlesOf(plan);
  return (
    <Panel title="Progress">
      <div className="flex flex-col gap-3">
        {learnings.planned > 0 && <Bar label="Learnings" done={learnings.done} planned={learnings.planned} />}
        {view.summary.status.state === 'paused' && (
          <p className="text-sm">
            {view.summary.status.says ?? 'Paused. What is done is kept; resume goes on where it stopped.'}
          </p>
        )}
        <Bar label="Blocks" done={blocks.done} planned={blocks.planned} />
        <dl className="grid grid-cols-2 gap-x-6 gap-y-2 text-sm sm:grid-cols-3 lg:grid-cols-6 [&_dd]:tabular-nums [&_dt]:text-xs [&_dt]:text-muted">
          <Fact label="Runs">
            {formatNumber(runs.done)} of {formatNumber(runs.planned)}
            {runs.atWork > 0 ? `, ${runs.atWork} at work` : ''}
          </Fact>
          <Fact label="Rate">
            {perMinute === null ? 'not known yet' : `${formatNumber(Math.round(perMinute))} runs a minute`}
          </Fact>
          <Fact label="Left">{left ? `about ${formatDuration(left.ms)}` : '–'}</Fact>
          <Fact label="Worked">{formatDuration(workedMs)}</Fact>
          <Fact label="Tokens">
            {formatNumber(tokens)}
            {cap === null ? '' : ` of ${formatNumber(cap)}`}
          </Fact>
          <Fact label="Cost">
            {dollarText(spent.cost)}
            {plan.budget.maxCost === null ? '' : ` of ${dollarText(plan.budget.maxCost)}`}
          </Fact>
        </dl>
        {left && <p className="text-xs text-muted">{left.says}</p>}
        {interim && (
          <div className="flex gap-2 rounded-md border border-dashed border-line bg-raised/50 px-3 py-2 text-sm text-muted">
            <EyeOff aria-hidden size={14} className="mt-0.5 shrink-0" />
            <div>
              <p className="font-medium">Do not stop on this: an interim estimate is no result.</p>
              <p className="tabular-nums">
                After {plural(interim.pairs, 'pair')}: calls {percentText(interim.calls.percent)}
                {interim.calls.low !== null && interim.calls.high !== null
                  ? ` ${intervalText({ low: interim.calls.low, high: interim.calls.high, level: plan.rules.level }, percentText)}`
                  : ''}
                , verified success {pointsText(interim.success)}.
              </p>
              <p className="text-xs">{withMinus(interim.says)}</p>
            </div>
          </div>
        )}
        {failedAttempts.length > 0 && (
          <details className="text-sm">
            <summary>
              {plural(failedAttempts.length, 'attempt')} ended by infrastructure,{' '}
              {failedAttempts.filter(({ final }) => final).length} for good: no failures of an arm
            </summary>
            <DownloadTable
              label="Attempts ended by infrastructure"
              table={attemptsTable(failedAttempts, titles)}
              fileName={`${view.summary.experimentId}-attempts`}
              note={view.note}
              source={view.summary.title}
            />
            <ul className="mt-1 flex max-h-60 flex-col gap-1 overflow-auto">
              {failedAttempts.map((attempt) => (
                <li
                  key={attempt.runId}
                  className="flex flex-wrap gap-x-2 border-b border-line py-1 last:border-0"
                >
                  <Link href={`/runs/${encodeURIComponent(attempt.runId)}`} className="text-accent underline">
                    {titles.get(attempt.scenarioId) ?? attempt.scenarioId}, seed {attempt.seed},{' '}
                    {attempt.label}
                  </Link>
                  <span className="text-muted">
                    attempt {attempt.attempt}
                    {attempt.final ? ', the last: its place stays empty' : ', run again'}
                  </span>
                  <span className="basis-full break-words text-muted">{attempt.error.message}</span>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </Panel>
  );
}

const attemptsTable = (
  attempts: ExperimentView['progress']['failedAttempts'],
  titles: ReadonlyMap<string, string>,
): ChartTable => ({
  columns: [
    { head: 'run' },
    { head: 'incident' },
    { head: 'seed', numeric: true },
    { head: 'arm' },
    { head: 'attempt', numeric: true },
    { head: 'place stays empty' },
    { head: 'error' },
  ],
  rows: attempts.map(({ runId, scenarioId, seed, label, attempt, final, error }) => ({
    id: runId,
    cells: [
      runId,
      titles.get(scenarioId) ?? scenarioId,
      seed,
      label,
      attempt,
      final ? 'yes' : 'no',
      error.message,
    ],
  })),
});

function Bar({ label, done, planned }: { label: string; done: number; planned: number }) {
  return (
    <div className="flex items-center gap-3 text-sm">
      <span className="w-20 shrink-0 text-muted">{label}</span>
      <progress
        aria-label={label}
        value={done}
        max={Math.max(1, planned)}
        className="h-2.5 min-w-0 flex-1 appearance-none overflow-hidden rounded-full bg-raised [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-raised [&::-webkit-progress-value]:bg-accent [&::-webkit-progress-value]:transition-[inline-size] [&::-webkit-progress-value]:duration-150"
      />
      <span className="w-24 shrink-0 text-right tabular-nums">
        {done} of {planned}
      </span>
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
