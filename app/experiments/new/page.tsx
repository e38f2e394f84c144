import type { Metadata } from 'next';
import { connection } from 'next/server';
import { BuilderPage } from '#components/experiments/builder/builder-page.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { getExperimentOptions } from '#lib/server/experiments/get-experiment-options.ts';
import { toErrorInfo } from '#lib/server/http/to-error-info.ts';
import { readQuery } from '#lib/utils/read-query.ts';

export const metadata: Metadata = { title: 'New experiment' };

type Query = Record<string, string | string[] | undefined>;

export default async function NewExperimentRoute({ searchParams }: { searchParams: Promise<Query> }) {
  await connection();
  const query = await searchParams;
  const asked = {
    preset: readQuery(query, 'preset') ?? null,
    claim: readQuery(query, 'claim') ?? null,
    model: readQuery(query, 'model') ?? null,
  };
  const options = await getExperimentOptions().catch((error: unknown) => ({ error: toErrorInfo(error) }));
  if ('error' in options)
    return (
      <div className="p-4">
        <h1 className="mb-3 text-lg font-semibold">New experiment</h1>
        <ErrorNotice error={options.error}>Nothing was changed.</ErrorNotice>
      </div>
    );
  // Another preset in the address is another form.
  return (
    <BuilderPage key={`${asked.preset} ${asked.claim} ${asked.model}`} options={options} asked={asked} />
  );
}
