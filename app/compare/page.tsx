import { GitCompareArrows } from 'lucide-react';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import { ArmComparison } from '#components/compare/arms/arm-comparison.tsx';
import type { ArmsAddress } from '#components/compare/arms/arms-href.ts';
import { SLOTS } from '#components/compare/compared-run.ts';
import { Comparison } from '#components/compare/comparison.tsx';
import { RefreshWhileOpen } from '#components/compare/refresh-while-open.tsx';
import { RunPicker } from '#components/compare/run-picker.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { SimulatedNote } from '#components/ui/simulated-note.tsx';
import { noteOfModels } from '#lib/protocol/simulated-note.ts';
import { toErrorInfo } from '#lib/server/http/to-error-info.ts';
import { readQuery } from '#lib/utils/read-query.ts';
import { loadArms, type LoadedArms } from './load-arms.ts';
import { loadRuns, type Chosen, type LoadedRuns } from './load-runs.ts';

export const metadata: Metadata = { title: 'Compare' };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ComparePage({ searchParams }: Props) {
  await connection();
  const query = await searchParams;
  const asked = readAsked(query);
  const loaded = await (
    'chosen' in asked
      ? loadRuns(asked.chosen)
      : loadArms(asked, {
          left: readQuery(query, 'left'),
          right: readQuery(query, 'right'),
          on: readQuery(query, 'on'),
        })
  ).catch((error: unknown) => ({ error: toErrorInfo(error) }));
  return (
    <div className="flex w-full flex-col gap-4 p-4">
      <h1 className="text-lg font-semibold">{'chosen' in asked ? 'Compare runs' : 'Compare arms'}</h1>
      {'error' in loaded ? (
        <ErrorNotice error={loaded.error}>Stored runs are untouched; load the page again.</ErrorNotice>
      ) : 'compared' in loaded ? (
        <Arms loaded={loaded} />
      ) : (
        <Loaded loaded={loaded} askedPair={readQuery(query, 'pair')} />
      )}
    </div>
  );
}

/** Up to six runs stand side by side, as a…f or as ?runs=; more of them, and experiments, are compared as arms. */
function readAsked(query: Awaited<Props['searchParams']>): ArmsAddress | { chosen: Chosen } {
  const experiment = readQuery(query, 'experiment');
  if (experiment) return { experiment };
  const given = query['runs'];
  const runs = [given ?? []].flat().flatMap((text) => text.split(/[\s,]+/).filter(Boolean));
  if (runs.length > SLOTS.length) return { runs };
  const slots = SLOTS.flatMap((slot, index) => {
    const runId = runs.length > 0 ? runs[index] : readQuery(query, slot);
    return runId ? [[slot, runId] as const] : [];
  });
  return { chosen: Object.fromEntries(slots) };
}

function Arms({ loaded }: { loaded: LoadedArms }) {
  const { experiment, atWork, unknown } = loaded.compared;
  const open = experiment ? experiment.runs.done < experiment.runs.planned : atWork > 0;
  return (
    <>
      <UnknownRuns ids={unknown} />
      <ArmComparison {...loaded} />
      {open && <RefreshWhileOpen />}
    </>
  );
}

function UnknownRuns({ ids }: { ids: readonly string[] }) {
  return ids.map((runId) => (
    <ErrorNotice
      key={runId}
      error={{
        code: 'not_found',
        message: `There is no run ${runId}.`,
        hint: 'It may have been removed, or the address is incomplete. Choose another run.',
      }}
    />
  ));
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
          {runs.length < 2 && noteOfModels(offered.map(({ plan }) => plan.model)) && <SimulatedNote />}
        </section>
      )}
      <UnknownRuns ids={unknown} />
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
