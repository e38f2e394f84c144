'use client';

import { useId, useMemo, useState } from 'react';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { cx } from '#components/ui/cx.ts';
import { Panel } from '#components/ui/panel.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { RunView } from '#lib/protocol/run-view.ts';
import { CommandLine } from './command-line.tsx';
import { FinalMessage } from './final-message.tsx';
import { KnownServices } from './known-services.tsx';
import { prepareKnown } from './prepare-known.ts';
import { ToolForm } from './tool-form.tsx';
import { usePlayMoves, type PlayAction } from './use-play-moves.ts';

interface Props {
  view: RunView;
  className?: string;
}

/** Where a person acts in a run: console, tools, notes and the last word, beside what is known of the system so far. */
export function PlayConsole({ view, className }: Props) {
  const noteId = useId();
  const { busy, error, send } = usePlayMoves(view);
  const known = useMemo(() => prepareKnown(view), [view]);
  const [service, setService] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const cap = view.plan?.limits.maxCalls ?? 0;
  const used = view.calls.length;
  const spent = used >= cap;
  const name = service ?? known[0]?.name ?? '';
  const move = async (action: PlayAction) => {
    const said = action.kind === 'call' ? note : '';
    if (said !== '') setNote('');
    const taken = await send(action);
    if (!taken && said !== '') setNote((now) => (now === '' ? said : now));
    return taken;
  };
  if (!view.started)
    return (
      <Panel title="Your move" className={className}>
        <Skeleton className="h-48 w-full" />
      </Panel>
    );
  return (
    <Panel title="Your move" className={className} actions={<Used used={used} cap={cap} />}>
      <div className="flex flex-col gap-4">
        {error && <ErrorNotice error={error}>Everything up to your last move is kept.</ErrorNotice>}
        {spent && (
          <p className="text-warn">All {cap} calls are used. End with your final message, or give up.</p>
        )}
        <CommandLine known={known} busy={busy} spent={spent} note={note} onMove={move} />
        <ToolForm
          known={known}
          service={name}
          onService={setService}
          busy={busy}
          spent={spent}
          note={note}
          onMove={move}
        />
        <div className="flex flex-col gap-0.5">
          <label htmlFor={noteId} className="text-xs text-muted">
            Note that goes with your next call (optional; it is what a skill learns your reasons from)
          </label>
          <textarea
            id={noteId}
            rows={2}
            maxLength={4000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            className="w-full rounded-md border border-line bg-ground px-2 py-1 text-sm"
          />
        </div>
        <KnownServices view={view} known={known} chosen={name} onChoose={setService} />
        <div className="border-t border-line pt-3">
          <FinalMessage busy={busy} onMove={move} />
        </div>
      </div>
    </Panel>
  );
}

/** How many of the run's calls are used, as a number and as a bar. */
function Used({ used, cap }: { used: number; cap: number }) {
  const share = cap === 0 ? 0 : used / cap;
  return (
    <span className="flex items-center gap-2 text-xs text-muted tabular-nums">
      {used} of {cap} calls
      <span aria-hidden className="h-1.5 w-16 overflow-hidden rounded-full bg-raised">
        <span
          className={cx('block h-full', share < 0.8 ? 'bg-accent' : 'bg-warn')}
          style={{ width: `${share * 100}%` }}
        />
      </span>
    </span>
  );
}
