import { GitCompareArrows } from 'lucide-react';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import { Comparison } from '#components/compare/comparison.tsx';
import { RunPicker } from '#components/compare/run-picker.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { toErrorInfo } from '#lib/server/to-error-info.ts';
import { readQuery } from '#lib/utils/read-query.ts';
import { loadRuns, type LoadedRuns } from './load-runs.ts';

export const metadata: Metadata = { title: 'Compare' };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ComparePage({ searchParams }: Props) {
  await connection();
  const query = await searchParams;
  const [a, b, c] = [readQuery(query, 'a'), readQuery(query, 'b'), readQuery(query, 'c')];
  const loaded = await loadRuns({ ...(a && { a }), ...(b && { b }), ...(c && { c }) }).catch(
    (error: unknown) => ({
      error: toErrorInfo(error),
    }),
  );
  return (
    <div className="flex w-full flex-col gap-4 p-4">
      <h1 className="text-lg font-semibold">Compare runs</h1>
      {'error' in loaded ? (
        <ErrorNotice error={loaded.error}>Stored runs are untouched; load the page again.</ErrorNotice>
      ) : (
        <Loaded loaded={loaded} askedPair={readQuery(query, 'pair')} />
      )}
    </div>
  );
}

function Loaded({ loaded, askedPair }: { loaded: LoadedRuns; askedPair: string | undefined }) {
  const { runs, unknown, offered, chosen, isDefault } = loaded;
  return (
    <>
      {offered.length > 0 && (
        <section aria-label="Runs to compare">
          <RunPicker runs={offered} chosen={chosen} />
          {isDefault && runs.length > 0 && (
            <p className="mt-1.5 text-xs text-muted">These are the runs of the current story.</p>
          )}
        </section>
      )}
      {unknown.map((runId) => (
        <ErrorNotice
          key={runId}
          error={{
            code: 'not_found',
            message: `There is no run ${runId}.`,
            hint: 'It may have been removed, or the address is incomplete. Choose another run above.',
          }}
        />
      ))}
      {runs.length >= 2 ? (
        <Comparison runs={runs} askedPair={askedPair} />
      ) : (
        <Panel>
          <EmptyState
            title={offered.length === 0 ? 'There are no runs yet' : 'A comparison needs two runs'}
            icon={<GitCompareArrows aria-hidden size={20} />}
            actions={
              <LinkButton variant="primary" href="/">
                Go to the story
              </LinkButton>
            }
          >
            {offered.length === 0
              ? 'Run Act 1 and Act 2, and the control beside it, and see here what the skill was worth.'
              : 'Choose two runs above, and a control: the same incident and seed without the skill.'}
          </EmptyState>
        </Panel>
      )}
    </>
  );
}
