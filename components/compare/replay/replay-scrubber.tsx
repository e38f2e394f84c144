'use client';

import { ChevronLeft, ChevronRight, GitFork } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { cx } from '#components/ui/cx.ts';
import { KIND } from '#components/ui/kind.ts';
import type { AlignedCall } from '#lib/protocol/align-runs.ts';
import type { Replay } from './prepare-replay.ts';

interface Props {
  replay: Replay;
  position: number;
  onSelect: (position: number) => void;
  labels: readonly [string, string];
}

/** Half of the thumb's width: what a range input leaves free at both ends of its axis. */
const INSET = 8;

/** Moves both runs at once: drag, arrow keys, or the buttons. Above it the calls of each, row by row. */
export function ReplayScrubber({ replay, position, onSelect, labels }: Props) {
  const { marks, firstDivergence, firstOnSystem } = replay;
  const last = marks.length;
  const place = (moment: number) => `${(moment / Math.max(1, last)) * 100}%`;
  const turning = [
    { at: firstDivergence, words: 'First divergence' },
    { at: firstOnSystem, words: 'First on the system' },
  ].flatMap(({ at, words }) => (at === null ? [] : [{ at, words }]));
  return (
    <div className="flex flex-col gap-2 border-b border-line px-3 py-2">
      <div className="flex flex-wrap items-center gap-2 text-xs">
        <Button
          size="sm"
          variant="quiet"
          aria-label="Previous moment"
          disabled={position === 0}
          onClick={() => onSelect(position - 1)}
          icon={<ChevronLeft aria-hidden size={14} />}
        />
        <Button
          size="sm"
          variant="quiet"
          aria-label="Next moment"
          disabled={position >= last}
          onClick={() => onSelect(position + 1)}
          icon={<ChevronRight aria-hidden size={14} />}
        />
        <span className="text-muted tabular-nums">
          moment {position} of {last}
        </span>
        {turning.map(({ at, words }) => (
          <Button
            key={words}
            size="sm"
            variant={at === position ? 'primary' : 'secondary'}
            aria-pressed={at === position}
            onClick={() => onSelect(at)}
            icon={<GitFork aria-hidden size={13} />}
          >
            {words}
          </Button>
        ))}
        {turning.length === 0 && <span className="text-muted">The two runs never part.</span>}
      </div>
      <div>
        <div aria-hidden className="relative" style={{ marginInline: INSET }}>
          <Marks cells={marks.map(({ left }) => left)} position={position} place={place} />
          <Marks cells={marks.map(({ right }) => right)} position={position} place={place} />
          {turning.map(({ at, words }) => (
            <span
              key={words}
              className="absolute inset-y-0 w-0.5 -translate-x-1/2 bg-accent"
              style={{ left: place(at) }}
            />
          ))}
        </div>
        <input
          type="range"
          min={0}
          max={Math.max(1, last)}
          value={position}
          disabled={last === 0}
          aria-label={`Moment of ${labels[0]} and ${labels[1]}`}
          aria-valuetext={`moment ${position} of ${last}${position === firstDivergence ? ', first divergence' : ''}`}
          onChange={(event) => onSelect(event.target.valueAsNumber)}
          className="run-scrubber w-full"
        />
      </div>
    </div>
  );
}

function Marks(props: {
  cells: readonly (AlignedCall | null)[];
  position: number;
  place: (moment: number) => string;
}) {
  return (
    <div className="relative h-3.5">
      {props.cells.map((cell, index) =>
        cell ? (
          <span
            key={cell.call.call}
            className={cx(
              'absolute bottom-0.5 w-1.5 -translate-x-1/2 rounded-sm bg-current',
              KIND[cell.call.kind].text,
              index + 1 === props.position ? 'h-3' : 'h-1.5 opacity-70',
            )}
            style={{ left: props.place(index + 1) }}
          />
        ) : null,
      )}
    </div>
  );
}
