import type { Metadata } from 'next';
import { connection } from 'next/server';
import { ScenariosPage } from '#components/scenarios/scenarios-page.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { listScenarios } from '#lib/server/scenarios/list-scenarios.ts';
import { toErrorInfo } from '#lib/server/http/to-error-info.ts';

export const metadata: Metadata = { title: 'Scenarios' };

export default async function ScenariosRoute() {
  await connection();
  const initial = await listScenarios().catch((error: unknown) => ({ error: toErrorInfo(error) }));
  if ('error' in initial)
    return (
      <div className="p-4">
        <h1 className="mb-3 text-lg font-semibold">Scenarios</h1>
        <ErrorNotice error={initial.error}>Nothing was changed.</ErrorNotice>
      </div>
    );
  return <ScenariosPage initial={initial} />;
}
