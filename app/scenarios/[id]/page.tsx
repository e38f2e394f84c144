import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { layoutTopology } from '#components/run/layout-topology.ts';
import { ScenarioPage } from '#components/scenarios/scenario-page.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { getScenario } from '#lib/server/scenarios/get-scenario.ts';
import { getScenarioTitle } from '#lib/server/scenarios/get-scenario-title.ts';
import { listRuns } from '#lib/server/runs/list-runs.ts';
import { toErrorInfo } from '#lib/server/http/to-error-info.ts';
import { readSegment } from '#lib/utils/read-query.ts';

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Scenario: ${await getScenarioTitle(readSegment((await params).id))}` };
}

export default async function ScenarioRoute({ params }: Props) {
  await connection();
  const id = readSegment((await params).id);
  const data = await getScenario(id).catch((error: unknown) => ({ error: toErrorInfo(error) }));
  if (!data) notFound();
  if ('error' in data)
    return (
      <div className="p-4">
        <h1 className="mb-3 font-mono text-lg font-semibold">{id}</h1>
        <ErrorNotice error={data.error}>Nothing was changed.</ErrorNotice>
      </div>
    );
  const runs = await listRuns({ scenario: id, limit: RUNS });
  return <ScenarioPage data={data} runs={runs} layout={layoutTopology(data.world)} />;
}

/** Rows of the scenario's latest runs. */
const RUNS = 12;
