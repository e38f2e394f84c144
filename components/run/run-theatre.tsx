'use client';

import { useMemo, useState } from 'react';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { useRunView } from '#lib/client/use-run-view.ts';
import type { RunEvent } from '#lib/protocol/run-event.ts';
import type { TopologyLayout } from './layout-topology.ts';
import { entryService, prepareMoments, resolvePosition } from './prepare-moments.ts';
import { SystemPanel } from './system-panel.tsx';
import { TimePanel } from './time-panel.tsx';
import { Transcript } from './transcript.tsx';

interface Props {
  runId: string;
  /** The log so far, as the server read it; what comes later arrives by the stream. */
  initialEvents: readonly RunEvent[];
  /** Computed on the server (layoutTopology) where that is at hand; else in the browser. */
  layout?: TopologyLayout | null;
}

/** A run to watch: the transcript and the system side by side, live or afterwards. Give it `key={runId}`. */
export function RunTheatre({ runId, initialEvents, layout = null }: Props) {
  const { view, preview, error } = useRunView(runId, initialEvents);
  const [chosen, setChosen] = useState<number | null>(null);
  const [point, setPoint] = useState<number | null>(null);
  const [picked, setPicked] = useState<string | null>(null);
  const moments = useMemo(() => prepareMoments(view), [view]);
  const position = resolvePosition(chosen, moments);
  const service = picked ?? (moments[0] ? entryService(moments[0].world)?.name : null) ?? '';
  const select = (next: number | null, at: number | null = null) => {
    setChosen(next);
    setPoint(at);
  };
  return (
    <div className="flex flex-col gap-3">
      {error && <ErrorNotice error={error}>What was received so far is shown.</ErrorNotice>}
      <div className="grid gap-3 lg:grid-cols-2">
        <Transcript
          view={view}
          preview={preview}
          position={position}
          chosen={chosen !== null}
          onSelect={select}
          // Beside the system it is as tall as the system, and scrolls.
          listClass="max-h-[60dvh] lg:max-h-none lg:min-h-0 lg:flex-1"
          className="lg:h-0 lg:min-h-full lg:[&>div]:flex lg:[&>div]:min-h-0 lg:[&>div]:flex-col"
        />
        <SystemPanel
          view={view}
          moments={moments}
          layout={layout}
          position={position}
          service={service}
          onService={setPicked}
        />
      </div>
      <TimePanel
        view={view}
        moments={moments}
        position={position}
        point={point}
        onSelect={select}
        service={service}
        onService={setPicked}
      />
    </div>
  );
}
