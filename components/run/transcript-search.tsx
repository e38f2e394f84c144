'use client';

import { ChevronDown, ChevronUp, Search } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';

interface Props {
  query: string;
  onQuery: (query: string) => void;
  /** Rows that match, and which of them is shown (0 for the first). */
  matches: number;
  current: number;
  onMove: (step: 1 | -1) => void;
}

/** Finds text in the whole run, folded results included. Enter goes to the next match, Shift+Enter to the one before. */
export function TranscriptSearch({ query, onQuery, matches, current, onMove }: Props) {
  return (
    <search className="flex items-center gap-0.5">
      <label className="relative flex items-center">
        <span className="sr-only">Find in this run</span>
        <Search aria-hidden size={12} className="absolute left-2 text-muted" />
        <input
          type="search"
          value={query}
          placeholder="Find"
          onChange={(event) => onQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onQuery('');
            if (event.key !== 'Enter') return;
            event.preventDefault();
            onMove(event.shiftKey ? -1 : 1);
          }}
          className="h-7 w-24 rounded-md border border-line bg-ground pr-1 pl-6 text-xs placeholder:text-muted sm:w-36"
        />
      </label>
      <span className="sr-only" aria-live="polite">
        {query.trim() !== '' && matches === 1 ? '1 row matches' : `${matches} rows match`}
      </span>
      {query.trim() !== '' && (
        <>
          <span className="px-1 text-xs text-muted tabular-nums" aria-hidden>
            {matches === 0 ? 'none' : `${current + 1}/${matches}`}
          </span>
          <Step label="Previous match" disabled={matches === 0} onClick={() => onMove(-1)} up />
          <Step label="Next match" disabled={matches === 0} onClick={() => onMove(1)} />
        </>
      )}
    </search>
  );
}

function Step(props: { label: string; disabled: boolean; up?: boolean; onClick: () => void }) {
  const Icon = props.up ? ChevronUp : ChevronDown;
  return (
    <Button
      size="sm"
      variant="quiet"
      className="w-6 px-0"
      aria-label={props.label}
      disabled={props.disabled}
      onClick={props.onClick}
      icon={<Icon aria-hidden size={13} />}
    />
  );
}
