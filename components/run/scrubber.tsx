'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { Button } from '#components/ui/button.tsx';
import { cx } from '#components/ui/cx.ts';
import { KIND } from '#components/ui/kind.ts';
import type { CallView } from '#lib/protocol/run-view.ts';
import { compactArguments } from './compact-arguments.ts';
import { positionAt, worldTime, type Timeline } from './prepare-timeline.ts';
import { TimeRow } from './time-row.tsx';

interface Props {
  calls: readonly CallView[];
  timeline: Timeline;
  /** 0 before the first call, else the call's number. */
  position: number;
  onSelect: (position: number) => void;
}

/** Half of the thumb's width: what a range input leaves free at both ends of its axis. */
export const AXIS_INSET = 8;

const KEYS: Record<string, (position: number, last: number) => number> = {
  ArrowRight: (position) => position + 1,
  ArrowUp: (position) => position + 1,
  ArrowLeft: (position) => position - 1,
  ArrowDown: (position) => position - 1,
  PageUp: (position) => position + 5,
  PageDown: (position) => position - 5,
  Home: () => 0,
  End: (_, last) => last,
};

/**
 * Moves through the run on the axis of world time: drag, keys (a step is a call), or the two buttons. Above it every
 * call in the colour of its kind, and every write with what it did.
 */
export function Scrubber({ calls, timeline, position, onSelect }: Props) {
  const count = calls.length;
  const tick = timeline.ticks[position] ?? 0;
  const onKeyDown = (event: KeyboardEvent) => {
    const move = KEYS[event.key];
    if (!move) return;
    event.preventDefault();
    onSelect(Math.min(count, Math.max(0, move(position, count))));
  };
  return (
    <>
      <TimeRow
        label={<span className="text-muted">world time {worldTime(tick)}</span>}
        value={
          <span className="flex items-center justify-end gap-1 md:justify-start">
            <Step
              label="Previous call"
              disabled={position === 0}
              onClick={() => onSelect(position - 1)}
              back
            />
            <Step label="Next call" disabled={position >= count} onClick={() => onSelect(position + 1)} />
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
          disabled={count === 0}
          aria-label="Moment of the run"
          aria-valuetext={positionInWords(calls, position)}
          onKeyDown={onKeyDown}
          onChange={(event) => onSelect(positionAt(timeline.ticks, event.target.valueAsNumber, position))}
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
      </TimeRow>
      <p className="truncate text-center text-xs tabular-nums">{positionInWords(calls, position)}</p>
    </>
  );
}

/** What each write did, over the place where it did it. Right of the middle the words stand left of their mark. */
function WriteLabels({ timeline, position }: Pick<Props, 'timeline' | 'position'>) {
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

/** "After call 5 of 11 · read_config front-proxy". */
export function positionInWords(calls: readonly CallView[], position: number): string {
  const call = calls[position - 1];
  if (!call) return calls.length === 0 ? 'Before the first call' : `Before call 1 of ${calls.length}`;
  return `After call ${position} of ${calls.length} · ${call.name} ${compactArguments(call.arguments)}`.trim();
}
