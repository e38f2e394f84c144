import type { Metadata } from 'next';
import { connection } from 'next/server';
import { ExperimentsPage } from '#components/experiments/experiments-page.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { getExperimentOptions } from '#lib/server/get-experiment-options.ts';
import { listExperiments } from '#lib/server/get-experiment.ts';
import { toErrorInfo } from '#lib/server/to-error-info.ts';

export const metadata: Metadata = { title: 'Experiments' };

export default async function ExperimentsRoute() {
  await connection();
  const found = await load().catch((error: unknown) => ({ error: toErrorInfo(error) }));
  if ('error' in found)
    return (
      <div className="p-4">
        <h1 className="mb-3 text-lg font-semibold">Experiments</h1>
        <ErrorNotice error={found.error}>Nothing was changed.</ErrorNotice>
      </div>
    );
  return <ExperimentsPage {...found} />;
}

async function load() {
  const [initial, { presets }] = await Promise.all([
    listExperiments({ limit: SHOWN }),
    getExperimentOptions(),
  ]);
  return { initial, presets };
}

const SHOWN = 30;
