import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { layoutTopology } from '#components/run/layout-topology.ts';
import { RunPage } from '#components/run/run-page.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import type { RunEvent } from '#lib/protocol/run-event.ts';
import { getRun } from '#lib/server/runs/get-run.ts';
import { getRunEvents } from '#lib/server/runs/get-run-events.ts';
import { toErrorInfo } from '#lib/server/http/to-error-info.ts';
import { readSegment } from '#lib/utils/read-query.ts';

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const run = await getRun(readSegment((await params).id)).catch(() => null);
  return { title: run ? `Run: ${run.plan.scenarioTitle}` : 'Run' };
}

export default async function RunRoute({ params }: Props) {
  await connection();
  const runId = readSegment((await params).id);
  const events = await getRunEvents(runId, 0).catch((error: unknown) => ({ error: toErrorInfo(error) }));
  if ('error' in events)
    return (
      <div className="p-4">
        <h1 className="mb-3 text-lg font-semibold">Run {runId}</h1>
        <ErrorNotice error={events.error}>The run itself is untouched; load the page again.</ErrorNotice>
      </div>
    );
  if (events.length === 0) notFound();
  return <RunPage key={runId} runId={runId} initialEvents={events} layout={layoutOf(events)} />;
}

/** Computed here, so that the browser need not load the layout engine. */
function layoutOf(events: readonly RunEvent[]) {
  const started = events.find((event) => event.type === 'run.started');
  return started ? layoutTopology(started.data.world) : null;
}
