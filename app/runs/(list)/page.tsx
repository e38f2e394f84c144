import type { Metadata } from 'next';
import { connection } from 'next/server';
import { RunsPage } from '#components/run/runs-page.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { listRunsQuerySchema } from '#lib/protocol/http.ts';
import { parseQuery } from '#lib/server/http/handle-route.ts';
import { listRuns } from '#lib/server/runs/list-runs.ts';
import { listScenarios } from '#lib/server/scenarios/list-scenarios.ts';
import { toErrorInfo } from '#lib/server/http/to-error-info.ts';
import { readQuery } from '#lib/utils/read-query.ts';

export const metadata: Metadata = { title: 'Runs' };

type Query = Record<string, string | string[] | undefined>;

export default async function RunsRoute({ searchParams }: { searchParams: Promise<Query> }) {
  await connection();
  const found = await load(await searchParams).catch((error: unknown) => ({ error: toErrorInfo(error) }));
  if ('error' in found)
    return (
      <div className="p-4">
        <h1 className="mb-3 text-lg font-semibold">Runs</h1>
        <ErrorNotice
          error={found.error}
          actions={
            <LinkButton size="sm" href="/runs">
              Show all runs
            </LinkButton>
          }
        >
          Nothing was changed.
        </ErrorNotice>
      </div>
    );
  return <RunsPage {...found} />;
}

/** The list as the address asks for it. What else stands in the address (`new=1`) is the page's own business. */
async function load(query: Query) {
  const names = ['state', 'arm', 'act', 'agent', 'scenario', 'experiment', 'q', 'cursor'] as const;
  const asked = Object.fromEntries(names.map((name) => [name, readQuery(query, name)]));
  const parsed = parseQuery(asked, listRunsQuerySchema);
  const [initial, { scenarios }] = await Promise.all([listRuns(parsed), listScenarios()]);
  const { state, arm, act, agent, scenario, experiment, q, cursor } = parsed;
  return { filters: { state, arm, act, agent, scenario, experiment, q }, cursor, initial, scenarios };
}
