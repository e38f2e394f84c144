'use client';

import { ArrowDownToLine, ChevronsDownUp, ChevronsUpDown } from 'lucide-react';
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { LiveDot } from '#components/ui/live-dot.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { RunPreview } from '#lib/client/stream/fold-preview.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import './run.css';
import { findRows, prepareTranscript } from './prepare-transcript.ts';
import { portions } from './same-row.ts';
import { scrollInside } from './scroll-inside.ts';
import { TranscriptRow } from './transcript-row.tsx';
import { TranscriptSearch } from './transcript-search.tsx';
import { useAnnouncement } from './use-announcement.ts';
import { useAutoFollow } from './use-auto-follow.ts';
import { useCallKeys } from './use-call-keys.ts';
import { useHighlight } from './use-highlight.ts';

/** Rows that the browser shows or skips together. */
const PORTION = 25;

interface Props {
  view: RunView;
  preview: RunPreview | null;
  /** The call that is shown elsewhere (0 before the first); `chosen` says whether a person chose it. */
  position: number;
  chosen: boolean;
  /** Null goes back to the newest. */
  onSelect: (position: number | null) => void;
  /** Results are open from the start. */
  unfolded?: boolean;
  /** Height of the scrolling list. */
  listClass?: string;
  className?: string;
}

/** The whole conversation of a run: request, words, calls and results, growing while it is live. */
export function Transcript({
  view,
  preview,
  position,
  chosen,
  onSelect,
  unfolded = false,
  listClass = 'max-h-[70dvh]',
  className,
}: Props) {
  const live = view.status.state === 'running';
  const rows = useMemo(() => prepareTranscript(view, preview), [view, preview]);
  const { listRef, contentRef, following, follow, letGo } = useAutoFollow(live);

  const [opened, setOpened] = useState<ReadonlySet<string>>(
    // Among unfolded rows a member of the set is a folded one: the instructions are long and the same in every run.
    () => new Set(unfolded ? ['system'] : chosen ? [`call-${position}`] : []),
  );
  const [allOpen, setAllOpen] = useState(unfolded);
  const [query, setQuery] = useState('');
  const [match, setMatch] = useState(0);
  const wanted = useDeferredValue(query);
  const matches = useMemo(() => findRows(rows, wanted), [rows, wanted]);
  const matching = useMemo(() => new Set(matches), [matches]);
  useHighlight(listRef, wanted);

  const press = useCallback(
    (call: number) => {
      onSelect(call);
      setOpened((before) => toggled(before, `call-${call}`));
    },
    [onSelect],
  );
  const move = useCallback(
    (call: number) => {
      letGo();
      onSelect(call);
      listRef.current
        ?.querySelector<HTMLElement>(`[data-call="${call}"] > button`)
        ?.focus({ preventScroll: true });
    },
    [letGo, listRef, onSelect],
  );
  // Without a choice a finished run is read from its beginning, a live one from its newest call.
  useCallKeys(view.calls.length, chosen || live ? position : null, move);

  useEffect(() => {
    if (!chosen) return;
    scrollInside(listRef.current, position === 0 ? null : `[data-call="${position}"]`);
  }, [chosen, listRef, position]);

  const goTo = (index: number) => {
    const at = (index + matches.length) % Math.max(1, matches.length);
    setMatch(at);
    letGo();
    scrollInside(listRef.current, `[data-row="${matches[at] ?? ''}"]`);
  };

  return (
    <Panel
      title={<span className="flex items-center gap-2">Transcript {live && <LiveDot />}</span>}
      padded={false}
      className={className}
      actions={
        <>
          <TranscriptSearch
            query={query}
            onQuery={(text) => {
              setQuery(text);
              setMatch(0);
            }}
            matches={matches.length}
            current={match}
            onMove={(step) => goTo(matches[match] === undefined ? 0 : match + step)}
          />
          <Button
            size="sm"
            variant="quiet"
            className="w-7 px-0"
            aria-pressed={allOpen}
            aria-label={allOpen ? 'Fold all results' : 'Unfold all results'}
            title={allOpen ? 'Fold all results' : 'Unfold all results'}
            icon={
              allOpen ? <ChevronsDownUp aria-hidden size={14} /> : <ChevronsUpDown aria-hidden size={14} />
            }
            onClick={() => {
              setAllOpen(!allOpen);
              setOpened(new Set());
            }}
          />
        </>
      }
    >
      <div
        ref={listRef}
        role="region"
        aria-label="Messages and calls"
        tabIndex={0}
        className={`relative overflow-y-auto overscroll-contain py-1 ${listClass}`}
      >
        <div ref={contentRef}>
          {rows.length === 0 && <NothingYet state={view.status.state} />}
          {portions(rows, PORTION).map((portion) => (
            <div key={portion[0]?.id} className="transcript-rows">
              {portion.map((row) => (
                <TranscriptRow
                  key={row.id}
                  row={row}
                  open={allOpen !== opened.has(row.id) || matching.has(row.id)}
                  selected={row.kind === 'call' && row.call.call === position}
                  onPress={press}
                />
              ))}
            </div>
          ))}
        </div>
        {live && !(following && !chosen) && (
          <div className="pointer-events-none sticky bottom-2 flex justify-center">
            <Button
              size="sm"
              className="pointer-events-auto border-line-strong"
              icon={<ArrowDownToLine aria-hidden size={13} />}
              onClick={() => {
                onSelect(null);
                follow();
              }}
            >
              Jump to live
            </Button>
          </div>
        )}
      </div>
      <Announcer view={view} />
    </Panel>
  );
}

function toggled(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(before);
  if (!next.delete(id)) next.add(id);
  return next;
}

function NothingYet({ state }: { state: RunView['status']['state'] }) {
  if (state !== 'queued' && state !== 'running')
    return <p className="px-3 py-2 text-muted">This run ended before it began.</p>;
  return (
    <div className="flex flex-col gap-2 px-3 py-2">
      <Skeleton className="h-4 w-3/4" />
      <Skeleton className="h-4 w-1/2" />
      <p className="text-xs text-muted">Queued. The first lines appear within a second or two.</p>
    </div>
  );
}

/** Tells a screen reader of new calls, without hurry. */
function Announcer({ view }: { view: RunView }) {
  const call = view.calls.at(-1);
  const live = view.status.state === 'running';
  const said = useAnnouncement(live && call ? `Call ${call.call}: ${call.name}` : '');
  return (
    <p className="sr-only" aria-live="polite">
      {said}
    </p>
  );
}
