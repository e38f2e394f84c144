'use client';

import { useCallback, useMemo } from 'react';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { useRunView } from '#lib/client/use-run-view.ts';
import { useUrlParam } from '#lib/client/use-url-param.ts';
import type { RunEvent } from '#lib/protocol/run-event.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import type { TopologyLayout } from './layout-topology.ts';
import { prepareMoments, resolvePosition } from './prepare-moments.ts';
import { useRunCommands } from './run-actions.tsx';
import { RunHeader } from './run-header.tsx';
import { RunInspector } from './run-inspector.tsx';
import { SystemPanel } from './system-panel.tsx';
import { Transcript } from './transcript.tsx';
import { useChosenCall } from './use-chosen-call.ts';

interface Props {
  runId: string;
  initialEvents: readonly RunEvent[];
  /** Null while the run has not started; the browser then computes it. */
  layout: TopologyLayout | null;
}

/** A run: transcript, system and inspector, all at one moment. */
export function RunPage({ runId, initialEvents, layout }: Props) {
  const { view, preview, connected, error } = useRunView(runId, initialEvents);
  const commands = useRunCommands(runId);
  const [chosen, setChosen] = useChosenCall();
  const [tab, setTab] = useUrlParam('tab');
  const moments = useMemo(() => prepareMoments(view), [view]);
  const position = resolvePosition(chosen, moments);
  // Choosing a call shows it, whichever tab was open.
  const leaveTab = tab === null || tab === 'call' ? null : setTab;
  const select = useCallback(
    (next: number | null) => {
      setChosen(next);
      if (next !== null) leaveTab?.(null);
    },
    [setChosen, leaveTab],
  );
  return (
    <div className="flex min-h-0 flex-col gap-3 p-3 xl:h-[calc(100dvh-2.75rem)] xl:flex-none xl:px-4">
      <RunHeader view={view} connected={connected} commands={commands} />
      {error && <ErrorNotice error={error}>What was received so far is shown and stays.</ErrorNotice>}
      <div className="grid min-h-0 gap-3 lg:grid-cols-2 xl:flex-1 xl:grid-cols-[minmax(0,1.15fr)_minmax(0,1.2fr)_minmax(0,0.95fr)] xl:grid-rows-[minmax(0,1fr)]">
        <Transcript
          view={view}
          preview={preview}
          position={position}
          chosen={chosen !== null}
          onSelect={select}
          listClass="max-h-[65dvh] lg:max-h-[85dvh] xl:max-h-none xl:min-h-0 xl:flex-1"
          className="lg:row-span-2 lg:self-start xl:row-span-1 xl:max-h-full xl:min-h-0 xl:self-stretch xl:[&>div]:flex xl:[&>div]:min-h-0 xl:[&>div]:flex-col"
        />
        <SystemPanel
          view={view}
          moments={moments}
          layout={layout}
          position={position}
          onSelect={select}
          className="xl:min-h-0 xl:[&>div]:overflow-y-auto"
        />
        <RunInspector
          view={view}
          moments={moments}
          position={position}
          commands={commands}
          tab={tab ?? defaultTab(view, chosen)}
          onTab={setTab}
          className="min-h-64 xl:min-h-0 xl:[&>div]:min-h-0"
        />
      </div>
    </div>
  );
}

/** What a reader most likely wants while nobody has said otherwise. */
function defaultTab(view: RunView, chosen: number | null): string {
  if (chosen !== null) return 'call';
  if (view.waiting === 'learning' || view.learning.status.state === 'failed') return 'learning';
  return view.evaluation ? 'verdict' : 'call';
}
