'use client';

import { ChevronLeft, ChevronRight, GitCompareArrows, ListPlus, ListX, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { plural } from '#components/ui/format.ts';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { SimulatedNote } from '#components/ui/simulated-note.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { keepAsking } from '#lib/client/keep-asking.ts';
import { useRuns } from '#lib/client/use-api.ts';
import { useUrlParam } from '#lib/client/use-url-param.ts';
import type { RunListBody } from '#lib/protocol/http.ts';
import { noteOfModels } from '#lib/protocol/simulated-note.ts';
import type { ScenarioCard } from '#lib/protocol/story.ts';
import { RunCards } from './run-cards.tsx';
import { RunsFilters } from './runs-filters.tsx';
import { compareHref, isFiltered, runsHref, togglePair, type RunFilters } from './runs-query.ts';
import { RunsTable } from './runs-table.tsx';

/** Fetched when somebody asks for it. */
const NewRunForm = lazy(() =>
  keepAsking(() => import('./new-run-form.tsx').then((module) => ({ default: module.NewRunForm }))),
);

interface Props {
  filters: RunFilters;
  /** Where this page of the list begins; absent on the newest. */
  cursor?: string | undefined;
  initial: RunListBody;
  scenarios: readonly ScenarioCard[];
}

/** Every run, newest first; the list follows what happens. */
export function RunsPage({ filters, cursor, initial, scenarios }: Props) {
  const { data = initial, error } = useRuns({ ...filters, cursor }, initial);
  const [pair, setPair] = useState<readonly string[]>([]);
  const [form, setForm] = useUrlParam('new');
  const { runs, nextCursor, total } = data;
  const toggle = (runId: string) => setPair((before) => togglePair(before, runId));
  return (
    <div className="flex w-full flex-col gap-3 p-3 xl:px-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-lg font-semibold">Runs</h1>
        <span className="text-sm text-muted tabular-nums">{plural(total, 'run')}</span>
        <div className="ml-auto flex items-center gap-1.5">
          {pair.length > 0 && <ComparePair pair={pair} onClear={() => setPair([])} />}
          <Button
            size="sm"
            aria-expanded={form !== null}
            icon={<Plus aria-hidden size={13} />}
            onClick={() => setForm(form === null ? '1' : null)}
          >
            New run
          </Button>
        </div>
      </div>
      {form !== null && (
        <Panel
          title="New run"
          padded={false}
          actions={
            <Button size="sm" variant="quiet" onClick={() => setForm(null)}>
              Close
            </Button>
          }
        >
          <Suspense fallback={<Skeleton className="m-3 h-36" />}>
            <NewRunForm scenarios={scenarios} />
          </Suspense>
        </Panel>
      )}
      {noteOfModels(runs.map(({ plan }) => plan.model)) && <SimulatedNote />}
      <RunsFilters filters={filters} scenarios={scenarios} />
      {error && <ErrorNotice error={error}>The list below may be out of date.</ErrorNotice>}
      <Panel padded={false}>
        {runs.length === 0 ? (
          <NoRuns filtered={isFiltered(filters)} />
        ) : (
          <>
            <RunsTable runs={runs} pair={pair} onToggle={toggle} />
            <RunCards runs={runs} pair={pair} onToggle={toggle} />
          </>
        )}
      </Panel>
      {(cursor || nextCursor) && (
        <nav aria-label="Pages of runs" className="flex items-center gap-1.5">
          {cursor && (
            <LinkButton size="sm" href={runsHref(filters)} icon={<ChevronLeft aria-hidden size={13} />}>
              Newest
            </LinkButton>
          )}
          {nextCursor && (
            <LinkButton
              size="sm"
              href={runsHref(filters, nextCursor)}
              icon={<ChevronRight aria-hidden size={13} />}
            >
              Older
            </LinkButton>
          )}
        </nav>
      )}
    </div>
  );
}

function ComparePair({ pair, onClear }: { pair: readonly string[]; onClear: () => void }) {
  return (
    <>
      <span className="text-xs text-muted" role="status">
        {pair.length === 1 ? 'Choose one more to compare' : '2 chosen'}
      </span>
      {pair.length === 2 && (
        <LinkButton
          size="sm"
          variant="primary"
          href={compareHref(pair)}
          icon={<GitCompareArrows aria-hidden size={13} />}
        >
          Compare
        </LinkButton>
      )}
      <Button size="sm" variant="quiet" onClick={onClear}>
        Clear
      </Button>
    </>
  );
}

function NoRuns({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <EmptyState
      title="No run matches"
      icon={<ListX aria-hidden size={22} />}
      actions={
        <LinkButton size="sm" href={runsHref({})}>
          Clear the filters
        </LinkButton>
      }
    >
      Every filter must hold.
    </EmptyState>
  ) : (
    <EmptyState
      title="No runs yet"
      icon={<ListPlus aria-hidden size={22} />}
      actions={
        <LinkButton variant="primary" href="/">
          Open the story
        </LinkButton>
      }
    >
      The story’s first step runs Act 1: an agent meets an incident, and what it does becomes a run here.
    </EmptyState>
  );
}
