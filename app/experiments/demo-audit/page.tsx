import type { Metadata } from 'next';
import { connection } from 'next/server';
import { AuditPage } from '#components/experiments/audit/audit-page.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { getExperimentOptions } from '#lib/server/experiments/get-experiment-options.ts';
import { listExperiments } from '#lib/server/experiments/get-experiment.ts';
import { toErrorInfo } from '#lib/server/http/to-error-info.ts';

export const metadata: Metadata = { title: 'Demo audit' };

export default async function DemoAuditRoute() {
  await connection();
  const found = await load().catch((error: unknown) => ({ error: toErrorInfo(error) }));
  if ('error' in found)
    return (
      <div className="p-4">
        <h1 className="mb-3 text-lg font-semibold">Demo audit</h1>
        <ErrorNotice error={found.error}>Nothing was changed.</ErrorNotice>
      </div>
    );
  return <AuditPage {...found} />;
}

async function load() {
  const [initial, { models }] = await Promise.all([listExperiments({ limit: 30 }), getExperimentOptions()]);
  const [model] = models;
  return { initial, model: model?.name ?? 'the lab’s model', simulated: model?.simulated ?? false };
}
