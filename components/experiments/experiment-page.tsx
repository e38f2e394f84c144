'use client';

import { EvidenceScope } from '#components/charts/chart-evidence.tsx';
import { PageName } from '#components/frame/page-name.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import {
  isMoving,
  useExperiment,
  useExperimentAnalysis,
  useExperimentRows,
} from '#lib/client/use-experiments.ts';
import type { ExperimentState, ExperimentView } from '#lib/protocol/experiment.ts';
import { AuditPanel } from './audit/audit-panel.tsx';
import { readAudit } from './audit/read-audit.ts';
import { EvidencePanel } from './evidence-panel.tsx';
import { ExperimentHeader } from './experiment-header.tsx';
import { LearningsPanel } from './learnings/learnings-panel.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { ProgressPanel } from './progress-panel.tsx';
import { useModel } from './results/model-choice.tsx';
import { ModelsPanel } from './results/models-panel.tsx';
import { Results } from './results/results.tsx';
import { resultsData, titlesOf } from './results/results-data.ts';
import { VerdictPanel } from './results/verdict-panel.tsx';

/** An experiment: its progress while it runs, then its verdict with everything that the verdict was made from. */
export function ExperimentPage({ initial }: { initial: ExperimentView }) {
  const { experimentId } = initial.summary;
  const { data: view = initial, error } = useExperiment(experimentId, initial);
  const { summary, progress } = view;
  const hasResults = isOver(summary.status.state) && progress.runs.done > 0;
  const analysis = useExperimentAnalysis(hasResults ? experimentId : null);
  const rows = useExperimentRows(hasResults ? experimentId : null);
  const [model] = useModel();
  const allRows = rows.data?.rows ?? null;
  const data = analysis.data ? resultsData(view, analysis.data, allRows, model) : null;
  const audit = allRows ? readAudit(view.plan, allRows) : null;
  const titles = data?.titles ?? titlesOf(view.plan);

  return (
    <EvidenceScope>
      <div className="flex w-full flex-col gap-4 p-3 xl:px-4">
        <PageName name={summary.title} />
        <ExperimentHeader view={view} />
        {error && (
          <ErrorNotice error={error}>
            What is shown may be out of date. The experiment goes on by itself, and this page keeps asking.
          </ErrorNotice>
        )}
        {summary.status.state === 'failed' && (
          <ErrorNotice error={summary.status.error}>What was run before is kept and shown below.</ErrorNotice>
        )}
        {!isOver(summary.status.state) && <ProgressPanel view={view} />}
        {hasResults && !data && !analysis.error && <Loading />}
        {analysis.error && hasResults && <ErrorNotice error={analysis.error}>The runs are kept.</ErrorNotice>}
        {rows.error && (
          <ErrorNotice error={rows.error}>Charts that need single runs are left out.</ErrorNotice>
        )}
        {isOver(summary.status.state) && progress.runs.done === 0 && (
          <p className="text-muted">It ended before a run did, so there is nothing to analyse.</p>
        )}
        {data && audit && <AuditPanel data={data} audit={audit} />}
        {data && <VerdictPanel data={data} />}
        {data?.models && <ModelsPanel data={data} />}
        {data && <Results data={data} />}
        {view.plan.pipeline && (view.distillations.length > 0 || summary.status.state === 'running') && (
          <LearningsPanel
            view={view}
            rows={hasResults ? allRows : null}
            contrast={data?.analysis.paired.contrasts[0] ?? null}
            titles={titles}
          />
        )}
        {isOver(summary.status.state) && progress.failedAttempts.length > 0 && <ProgressPanel view={view} />}
        <PlanPanel view={view} />
      </div>
      {data && (
        <EvidencePanel
          view={view}
          analysis={data.analysis}
          rows={allRows}
          arms={data.arms}
          titles={titles}
          audit={audit}
        />
      )}
    </EvidenceScope>
  );
}

const isOver = (state: ExperimentState): boolean =>
  !isMoving(state) && state !== 'ready' && state !== 'paused';

function Loading() {
  return (
    <div aria-busy="true" className="flex flex-col gap-4">
      <p role="status" className="sr-only">
        Loading the analysis
      </p>
      <Skeleton className="h-56 w-full rounded-lg" />
      <Skeleton className="h-96 w-full rounded-lg" />
    </div>
  );
}
