'use client';

import { ChevronLeft, ChevronRight, FlaskConical, ListX, Plus } from 'lucide-react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { plural } from '#components/ui/format.ts';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { SimulatedNote } from '#components/ui/simulated-note.tsx';
import { useExperiments } from '#lib/client/use-experiments.ts';
import type { ExperimentListBody, ExperimentOptions } from '#lib/protocol/experiment-http.ts';
import { ExperimentList } from './experiment-list.tsx';
import { ExperimentsFilters } from './experiments-filters.tsx';
import { experimentsHref, isFiltered, type ExperimentFilters } from './experiments-query.ts';
import { PresetCards } from './preset-cards.tsx';

interface Props {
  filters: ExperimentFilters;
  /** Where this page of the list begins; absent on the newest. */
  cursor?: string | undefined;
  initial: ExperimentListBody;
  presets: ExperimentOptions['presets'];
}

/** All experiments, newest first, and what can be begun with one click. */
export function ExperimentsPage({ filters, cursor, initial, presets }: Props) {
  const { data = initial, error } = useExperiments({ ...filters, cursor }, initial);
  const { experiments, nextCursor, total } = data;
  const hasAny = total > 0 || isFiltered(filters);
  return (
    <div className="flex w-full flex-col gap-3 p-3 xl:px-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-lg font-semibold">Experiments</h1>
        {total > 0 && <span className="text-sm text-muted tabular-nums">{plural(total, 'experiment')}</span>}
        <div className="ml-auto flex items-center gap-1.5">
          <LinkButton size="sm" href="/experiments/over-time">
            Over time
          </LinkButton>
          <LinkButton size="sm" href="/experiments/demo-audit">
            Demo audit
          </LinkButton>
          <LinkButton
            size="sm"
            variant="primary"
            href="/experiments/new"
            icon={<Plus aria-hidden size={13} />}
          >
            New experiment
          </LinkButton>
        </div>
      </div>
      {experiments.some(({ simulated }) => simulated) && <SimulatedNote />}
      {error && <ErrorNotice error={error}>The list below may be out of date.</ErrorNotice>}
      {hasAny ? <ExperimentsFilters filters={filters} /> : <PresetCards presets={presets} />}
      <Panel padded={false}>
        {experiments.length > 0 ? (
          <ExperimentList experiments={experiments} />
        ) : hasAny ? (
          <EmptyState
            title="No experiment matches"
            icon={<ListX aria-hidden size={22} />}
            actions={
              <LinkButton size="sm" href={experimentsHref({})}>
                Show all experiments
              </LinkButton>
            }
          >
            {cursor ? 'This page of the list is empty.' : 'Both filters must hold.'}
          </EmptyState>
        ) : (
          <EmptyState title="Nothing proved yet" icon={<FlaskConical aria-hidden size={22} />}>
            An experiment runs the same incidents with and without the skill, in random order and under a plan
            that is frozen first, and says whether the skill helps, by how much and how sure that is. Choose
            one above; the next page shows what it can find out and what it takes before anything is run.
          </EmptyState>
        )}
      </Panel>
      {(cursor || nextCursor) && (
        <nav aria-label="Pages of experiments" className="flex items-center gap-1.5">
          {cursor && (
            <LinkButton
              size="sm"
              href={experimentsHref(filters)}
              icon={<ChevronLeft aria-hidden size={13} />}
            >
              Newest
            </LinkButton>
          )}
          {nextCursor && (
            <LinkButton
              size="sm"
              href={experimentsHref(filters, nextCursor)}
              icon={<ChevronRight aria-hidden size={13} />}
            >
              Older
            </LinkButton>
          )}
        </nav>
      )}
      {hasAny && <PresetCards presets={presets} />}
    </div>
  );
}
