'use client';

import { FlaskConical, Plus } from 'lucide-react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { plural } from '#components/ui/format.ts';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { SimulatedNote } from '#components/ui/simulated-note.tsx';
import { useExperiments } from '#lib/client/use-experiments.ts';
import type { ExperimentListBody, ExperimentOptions } from '#lib/protocol/experiment-http.ts';
import { ExperimentList } from './experiment-list.tsx';
import { PresetCards } from './preset-cards.tsx';

interface Props {
  initial: ExperimentListBody;
  presets: ExperimentOptions['presets'];
}

/** All experiments, newest first, and what can be begun with one click. */
export function ExperimentsPage({ initial, presets }: Props) {
  const { data = initial, error } = useExperiments(initial);
  const { experiments, total } = data;
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
      {error && <ErrorNotice error={error}>The list below may be out of date.</ErrorNotice>}
      <Panel padded={false}>
        {experiments.length > 0 ? (
          <ExperimentList experiments={experiments} />
        ) : (
          <EmptyState title="Nothing proved yet" icon={<FlaskConical aria-hidden size={22} />}>
            An experiment runs the same incidents with and without the skill, in random order and under a plan
            that is frozen first, and says whether the skill helps, by how much and how sure that is. Choose a
            size below; the next page shows what it can find out and what it takes before anything is run.
          </EmptyState>
        )}
      </Panel>
      {experiments.length < total && (
        <p className="text-xs text-muted">The newest {experiments.length} are shown.</p>
      )}
      {experiments.some(({ simulated }) => simulated) && <SimulatedNote />}
      <PresetCards presets={presets} />
    </div>
  );
}
