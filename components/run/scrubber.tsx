'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { cx } from '#components/ui/cx.ts';
import { KIND } from '#components/ui/kind.ts';
import type { CallView } from '#lib/protocol/run-view.ts';
import { compactArguments } from './compact-arguments.ts';

interface Props {
  calls: readonly CallView[];
  /** 0 before the first call, else the call's number. */
  position: number;
  onSelect: (position: number) => void;
}

/** Half of the thumb's width: what a range input leaves free at both ends of its axis. */
export const AXIS_INSET = 8;

/** Moves through the calls: drag, arrow keys, or the two buttons. The marks above show each call's kind. */
export function Scrubber({ calls, position, onSelect }: Props) {
  const count = calls.length;
  return (
    <div className="flex flex-col gap-0.5">
      <div aria-hidden className="relative h-2.5" style={{ marginInline: AXIS_INSET }}>
        {calls.map((call, index) => (
          <span
            key={call.call}
            className={cx(
              'absolute bottom-0 w-1 -translate-x-1/2 rounded-sm bg-current',
              KIND[call.kind].text,
              index + 1 === position ? 'h-2.5' : 'h-1.5 opacity-70',
            )}
            style={{ left: `${((index + 1) / count) * 100}%` }}
          />
        ))}
      </div>
      <input
        type="range"
        min={0}
        max={Math.max(1, count)}
        value={position}
        disabled={count === 0}
        aria-label="Moment of the run"
        aria-valuetext={positionInWords(calls, position)}
        onChange={(event) => onSelect(event.target.valueAsNumber)}
        className="run-scrubber"
      />
      <div className="flex items-center justify-between gap-2 text-xs">
        <Button
          size="sm"
          variant="quiet"
          aria-label="Previous call"
          className="w-7 px-0"
          disabled={position === 0}
          onClick={() => onSelect(position - 1)}
          icon={<ChevronLeft aria-hidden size={14} />}
        />
        <span className="min-w-0 truncate text-center tabular-nums">{positionInWords(calls, position)}</span>
        <Button
          size="sm"
          variant="quiet"
          aria-label="Next call"
          className="w-7 px-0"
          disabled={position >= count}
          onClick={() => onSelect(position + 1)}
          icon={<ChevronRight aria-hidden size={14} />}
        />
      </div>
    </div>
  );
}

/** "After call 5 of 11 · read_config front-proxy". */
export function positionInWords(calls: readonly CallView[], position: number): string {
  const call = calls[position - 1];
  if (!call) return calls.length === 0 ? 'Before the first call' : `Before call 1 of ${calls.length}`;
  return `After call ${position} of ${calls.length} · ${call.name} ${compactArguments(call.arguments)}`.trim();
}
