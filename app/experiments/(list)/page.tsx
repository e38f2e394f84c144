import type { Metadata } from 'next';
import { connection } from 'next/server';
import { ExperimentsPage } from '#components/experiments/experiments-page.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { listExperimentsQuerySchema } from '#lib/protocol/experiment-http.ts';
import { getExperimentOptions } from '#lib/server/experiments/get-experiment-options.ts';
import { listExperiments } from '#lib/server/experiments/get-experiment.ts';
import { parseQuery } from '#lib/server/http/handle-route.ts';
import { toErrorInfo } from '#lib/server/http/to-error-info.ts';
import { readQuery } from '#lib/utils/read-query.ts';

export const metadata: Metadata = { title: 'Experiments' };

type Query = Record<string, string | string[] | undefined>;

export default async function ExperimentsRoute({ searchParams }: { searchParams: Promise<Query> }) {
  await connection();
  const found = await load(await searchParams).catch((error: unknown) => ({ error: toErrorInfo(error) }));
  if ('error' in found)
    return (
      <div className="p-4">
        <h1 className="mb-3 text-lg font-semibold">Experiments</h1>
        <ErrorNotice
          error={found.error}
          actions={
            <LinkButton size="sm" href="/experiments">
              Show all experiments
            </LinkButton>
          }
        >
          Nothing was changed.
        </ErrorNotice>
      </div>
    );
  return <ExperimentsPage {...found} />;
}

async function load(query: Query) {
  const names = ['state', 'claim', 'cursor'] as const;
  const asked = Object.fromEntries(names.map((name) => [name, readQuery(query, name)]));
  const parsed = parseQuery(asked, listExperimentsQuerySchema);
  const [initial, { presets }] = await Promise.all([listExperiments(parsed), getExperimentOptions()]);
  const { state, claim, cursor } = parsed;
  return { filters: { state, claim }, cursor, initial, presets };
}
