'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { Button } from '#components/ui/button.tsx';
import { cx } from '#components/ui/cx.ts';
import { KIND } from '#components/ui/kind.ts';
import type { CallView } from '#lib/protocol/run-view.ts';
import { compactArguments } from './compact-arguments.ts';
import type { TimePoint } from './prepare-points.ts';
import { pointAt, worldTime, type Timeline } from './prepare-timeline.ts';
import { TimeRow } from './time-row.tsx';

interface Props {
  calls: readonly CallView[];
  points: readonly TimePoint[];
  timeline: Timeline;
  /** Index of the point that is shown. */
  point: number;
  /** 0 before the first call, else the call's number; with the point where it is not the end of that call. */
  onSelect: (position: number, point?: number) => void;
}

/** Half of the thumb's width: what a range input leaves free at both ends of its axis. */
export const AXIS_INSET = 8;

const KEYS: Record<string, (point: number, last: number) => number> = {
  ArrowRight: (point) => point + 1,
  ArrowUp: (point) => point + 1,
  ArrowLeft: (point) => point - 1,
  ArrowDown: (point) => point - 1,
  PageUp: (point) => point + 5,
  PageDown: (point) => point - 5,
  Home: () => 0,
  End: (_, last) => last,
};

/**
 * Moves through the run on the axis of world time: tick by tick with a pointer or keys (a step is also a call that took
 * no time), call by call with the two buttons. Above it every call in the colour of its kind, and every write with what
 * it did.
 */
export function Scrubber({ calls, points, timeline, point, onSelect }: Props) {
  const count = calls.length;
  const last = points.length - 1;
  const tick = timeline.ticks[point] ?? 0;
  const position = points[point]?.position ?? 0;
  const words = pointInWords(calls, points, point);
  const back = points.findLastIndex(({ kind }, index) => kind === 'end' && index < point);
  const on = points.findIndex(({ kind }, index) => kind === 'end' && index > point);
  const choose = (next: number) => {
    const chosen = points[next];
    if (chosen) onSelect(chosen.position, next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = KEYS[event.key];
    if (!move) return;
    event.preventDefault();
    choose(Math.min(last, Math.max(0, move(point, last))));
  };
  return (
    <>
      <TimeRow
        label={<span className="text-muted">world time {worldTime(tick)}</span>}
        value={
          <span className="flex items-center justify-end gap-1 md:justify-start">
            <Step label="Previous call" disabled={back < 0} onClick={() => choose(back)} back />
            <Step label="Next call" disabled={on < 0} onClick={() => choose(on)} />
            <span className="text-muted">
              call {position} of {count}
            </span>
          </span>
        }
      >
        <WriteLabels timeline={timeline} position={position} />
        <div aria-hidden className="relative h-2.5" style={{ marginInline: AXIS_INSET }}>
          {timeline.calls.map(({ call, kind, place }) => (
            <span
              key={call}
              className={cx(
                'absolute bottom-0 w-1 -translate-x-1/2 rounded-sm bg-current',
                KIND[kind].text,
                call === position ? 'h-2.5' : 'h-1.5 opacity-70',
              )}
              style={{ left: `${place * 100}%` }}
            />
          ))}
        </div>
        <input
          type="range"
          min={0}
          max={Math.max(1, timeline.lastTick)}
          value={tick}
          disabled={last < 1}
          aria-label="Moment of the run"
          aria-valuetext={words}
          onKeyDown={onKeyDown}
          onChange={(event) => choose(pointAt(timeline.ticks, event.target.valueAsNumber, point))}
          className="run-scrubber"
        />
        <div aria-hidden className="relative h-4 text-muted" style={{ marginInline: AXIS_INSET }}>
          {timeline.axis.map(({ place, text }) => (
            <span
              key={text}
              className={cx(
                'absolute whitespace-nowrap',
                place === 0 ? '' : place > 0.97 ? '-translate-x-full' : '-translate-x-1/2',
              )}
              style={{ left: `${place * 100}%` }}
            >
              {text}
            </span>
          ))}
        </div>
        {timeline.stoppedAt !== null && <Aftermath from={timeline.stoppedAt} />}
      </TimeRow>
      <p className="truncate text-center text-xs tabular-nums">{words}</p>
    </>
  );
}

/** Marks the stretch of the axis in which nobody acted. */
function Aftermath({ from }: { from: number }) {
  return (
    <div
      aria-hidden
      className="relative h-4 text-[11px] leading-4 text-muted"
      style={{ marginInline: AXIS_INSET }}
    >
      <span
        className="absolute right-0 border-t border-dashed border-line-strong"
        style={{ left: `${from * 100}%` }}
      />
      <span
        className={cx('absolute whitespace-nowrap', from > 0.6 && 'right-0')}
        style={from > 0.6 ? undefined : { left: `${from * 100}%` }}
      >
        after the agent stopped
      </span>
    </div>
  );
}

/** What each write did, over the place where it did it. Right of the middle the words stand left of their mark. */
function WriteLabels({ timeline, position }: { timeline: Timeline; position: number }) {
  return (
    <div
      aria-hidden
      className="relative"
      style={{ height: timeline.labelRows * 15, marginInline: AXIS_INSET }}
    >
      {timeline.writes.map(({ call, place, text, row }) => (
        <span
          key={call}
          className={cx(
            'absolute bottom-0 border-write/50',
            place > 0.5 ? 'flex justify-end border-r' : 'border-l',
            call > position && 'opacity-60',
          )}
          style={{
            height: (timeline.labelRows - row) * 15,
            ...(place > 0.5 ? { right: `${(1 - place) * 100}%` } : { left: `${place * 100}%` }),
          }}
        >
          <span className="block h-[15px] max-w-44 truncate px-1 font-mono text-[11px] leading-[15px] text-write sm:max-w-96">
            {text}
          </span>
        </span>
      ))}
    </div>
  );
}

function Step(props: { label: string; disabled: boolean; back?: boolean; onClick: () => void }) {
  const Icon = props.back ? ChevronLeft : ChevronRight;
  return (
    <Button
      size="sm"
      variant="quiet"
      aria-label={props.label}
      className="w-7 px-0"
      disabled={props.disabled}
      onClick={props.onClick}
      icon={<Icon aria-hidden size={14} />}
    />
  );
}

/** "After call 5 of 11 · read_config front-proxy"; between the ends of calls also which world the pictures show. */
export function pointInWords(
  calls: readonly CallView[],
  points: readonly TimePoint[],
  index: number,
): string {
  const point = points[index];
  const end = endInWords(calls, point?.position ?? 0);
  if (!point || point.kind === 'end') return end;
  const shown = `the system is shown ${end[0]?.toLowerCase()}${end.slice(1).split(' · ')[0]}`;
  if (point.kind === 'during') return `${callInWords('During', calls, point.call)} · ${shown}`;
  const stopped = points.findLast(({ kind }) => kind === 'end')?.tick ?? 0;
  return `${worldTime(point.tick - stopped)} after the agent stopped · ${shown}`;
}

function endInWords(calls: readonly CallView[], position: number): string {
  if (position > 0 && position <= calls.length) return callInWords('After', calls, position);
  return calls.length === 0 ? 'Before the first call' : `Before call 1 of ${calls.length}`;
}

function callInWords(when: string, calls: readonly CallView[], position: number): string {
  const call = calls[position - 1];
  const what = call ? `${call.name} ${compactArguments(call.arguments)}` : '';
  return `${when} call ${position} of ${calls.length} · ${what}`.trim();
}
