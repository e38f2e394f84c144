import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { ExperimentPage } from '#components/experiments/experiment-page.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { getExperiment } from '#lib/server/experiments/get-experiment.ts';
import { toErrorInfo } from '#lib/server/http/to-error-info.ts';
import { readSegment } from '#lib/utils/read-query.ts';

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const view = await getExperiment(readSegment((await params).id)).catch(() => null);
  return { title: view?.summary.title ?? 'Experiment' };
}

export default async function ExperimentRoute({ params }: Props) {
  await connection();
  const id = readSegment((await params).id);
  const view = await getExperiment(id).catch((error: unknown) => ({ error: toErrorInfo(error) }));
  if (!view) notFound();
  if ('error' in view)
    return (
      <div className="p-4">
        <h1 className="mb-3 font-mono text-lg font-semibold">{id}</h1>
        <ErrorNotice error={view.error}>Nothing was changed.</ErrorNotice>
      </div>
    );
  return <ExperimentPage key={id} initial={view} />;
}
