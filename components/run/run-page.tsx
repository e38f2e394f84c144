'use client';

import { useCallback, useMemo, useState } from 'react';
import { PageName } from '#components/frame/page-name.tsx';
import { PlayConsole } from '#components/play/play-console.tsx';
import { cx } from '#components/ui/cx.ts';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { useRunView } from '#lib/client/use-run-view.ts';
import { useUrlParam } from '#lib/client/use-url-param.ts';
import { isAtWork } from '#lib/protocol/is-at-work.ts';
import { isPlayed } from '#lib/protocol/played-run.ts';
import type { RunEvent } from '#lib/protocol/run-event.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import type { TopologyLayout } from './layout-topology.ts';
import { entryService, prepareMoments, resolvePosition } from './prepare-moments.ts';
import { useRunCommands } from './run-actions.tsx';
import { RunHeader } from './run-header.tsx';
import { RunInspector } from './run-inspector.tsx';
import { SystemPanel } from './system-panel.tsx';
import { TimePanel } from './time-panel.tsx';
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
  const { view, preview, error } = useRunView(runId, initialEvents);
  const commands = useRunCommands(runId);
  const [chosen, setChosen] = useChosenCall();
  const [tab, setTab] = useUrlParam('tab');
  const moments = useMemo(() => prepareMoments(view), [view]);
  const position = resolvePosition(chosen, moments);
  const [point, setPoint] = useState<number | null>(null);
  const [picked, setPicked] = useState<string | null>(null);
  const service = picked ?? (moments[0] ? entryService(moments[0].world)?.name : null) ?? '';
  // A player sees what an agent sees; the system itself is shown when the run has ended.
  const sealed = isPlayed(view.plan) && isAtWork(view.status);
  // Choosing a call shows it, whichever tab was open.
  const leaveTab = tab === null || tab === 'call' ? null : setTab;
  const select = useCallback(
    (next: number | null, at: number | null = null) => {
      setChosen(next);
      setPoint(at);
      if (next !== null) leaveTab?.(null);
    },
    [setChosen, leaveTab],
  );
  return (
    <div className="flex min-h-0 flex-col gap-3 p-3 xl:h-[calc(100dvh-2.75rem)] xl:flex-none xl:px-4">
      <PageName name={view.plan?.scenarioTitle ?? runId} />
      <RunHeader view={view} commands={commands} />
      {error && <ErrorNotice error={error}>What was received so far is shown and stays.</ErrorNotice>}
      <div
        className={cx(
          'grid min-h-0 gap-3 lg:grid-cols-2 xl:flex-1',
          sealed ? 'xl:grid-rows-[minmax(0,1fr)]' : WIDE,
        )}
      >
        <Transcript
          view={view}
          preview={preview}
          position={position}
          chosen={chosen !== null}
          onSelect={select}
          unfolded={sealed}
          listClass={cx(
            sealed ? 'max-h-[45dvh]' : 'max-h-[65dvh]',
            'lg:max-h-[85dvh] xl:max-h-none xl:min-h-0 xl:flex-1',
          )}
          className={cx(
            'lg:self-start xl:max-h-full xl:min-h-0 xl:self-stretch xl:[&>div]:flex xl:[&>div]:min-h-0 xl:[&>div]:flex-col',
            !sealed && 'lg:row-span-2',
          )}
        />
        {sealed ? (
          <PlayConsole view={view} className="xl:min-h-0 xl:[&>div]:overflow-y-auto" />
        ) : (
          <>
            <SystemPanel
              view={view}
              moments={moments}
              layout={layout}
              position={position}
              service={service}
              onService={setPicked}
              className="xl:min-h-0 xl:[&>div]:overflow-y-auto"
            />
            <TimePanel
              view={view}
              moments={moments}
              position={position}
              point={point}
              onSelect={select}
              service={service}
              onService={setPicked}
              multiples
              className="lg:col-span-2 lg:row-start-3 xl:col-start-2 xl:row-start-2 xl:max-h-[19rem] xl:[&>div]:overflow-y-auto"
            />
            <RunInspector
              view={view}
              moments={moments}
              position={position}
              commands={commands}
              tab={tab ?? defaultTab(view, chosen)}
              onTab={setTab}
              onSelect={setChosen}
              className="min-h-64 lg:col-start-2 lg:row-start-2 xl:col-start-3 xl:row-start-1 xl:min-h-0 xl:[&>div]:min-h-0"
            />
          </>
        )}
      </div>
    </div>
  );
}

const WIDE =
  'xl:grid-rows-[minmax(0,1fr)_auto] xl:grid-cols-[minmax(0,1.05fr)_minmax(0,1.4fr)_minmax(0,0.9fr)]';

/** What a reader most likely wants while nobody has said otherwise. */
function defaultTab(view: RunView, chosen: number | null): string {
  if (chosen !== null) return 'call';
  if (view.waiting === 'learning' || view.learning.status.state === 'failed') return 'learning';
  return view.evaluation ? 'verdict' : 'call';
}
