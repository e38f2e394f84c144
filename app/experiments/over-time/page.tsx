import type { Metadata } from 'next';
import { connection } from 'next/server';
import { OverTimePage } from '#components/over-time/over-time-page.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { getOverTime } from '#lib/server/experiments/get-over-time.ts';
import { toErrorInfo } from '#lib/server/http/to-error-info.ts';
import { readQuery } from '#lib/utils/read-query.ts';

export const metadata: Metadata = { title: 'Over time' };

type Query = Record<string, string | string[] | undefined>;

export default async function OverTimeRoute({ searchParams }: { searchParams: Promise<Query> }) {
  await connection();
  const query = await searchParams;
  const [model, skill] = [readQuery(query, 'model'), readQuery(query, 'skill')];
  const body = await getOverTime({ ...(model && { model }), ...(skill && { skill }) }).catch(
    (error: unknown) => ({
      error: toErrorInfo(error),
    }),
  );
  if ('error' in body)
    return (
      <div className="p-4">
        <h1 className="mb-3 text-lg font-semibold">Over time</h1>
        <ErrorNotice error={body.error}>Nothing was changed.</ErrorNotice>
      </div>
    );
  return <OverTimePage key={`${body.model} ${skill ?? ''}`} body={body} skill={skill ?? null} />;
}
