'use client';

import { useId, type KeyboardEvent, type ReactNode } from 'react';
import { cx } from './cx.ts';

export interface Tab {
  id: string;
  label: ReactNode;
  content: ReactNode;
}

interface Props {
  /** What the tabs choose between, for screen readers. */
  label: string;
  tabs: readonly Tab[];
  /** Id of the chosen tab; an unknown one means the first. */
  value: string | null;
  onChange: (id: string) => void;
  className?: string;
}

const MOVES: Record<string, (index: number, count: number) => number> = {
  ArrowRight: (index, count) => (index + 1) % count,
  ArrowLeft: (index, count) => (index - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Tabs by the ARIA pattern: one tab stop, arrow keys choose. Only the chosen panel is rendered. */
export function Tabs({ label, tabs, value, onChange, className }: Props) {
  const base = useId();
  const chosen = tabs.find(({ id }) => id === value) ?? tabs[0];
  if (!chosen) return null;
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const move = MOVES[event.key];
    const next = move && tabs[move(tabs.indexOf(chosen), tabs.length)];
    if (!next) return;
    event.preventDefault();
    onChange(next.id);
    document.getElementById(`${base}-tab-${next.id}`)?.focus();
  };
  return (
    <div className={cx('flex min-h-0 min-w-0 flex-col', className)}>
      <div
        role="tablist"
        tabIndex={-1}
        aria-label={label}
        onKeyDown={onKeyDown}
        className="flex shrink-0 gap-4 overflow-x-auto border-b border-line px-3"
      >
        {tabs.map((tab) => {
          const selected = tab === chosen;
          return (
            <button
              key={tab.id}
              type="button"
              role="tab"
              id={`${base}-tab-${tab.id}`}
              aria-selected={selected}
              aria-controls={selected ? `${base}-panel` : undefined}
              tabIndex={selected ? 0 : -1}
              onClick={() => onChange(tab.id)}
              className={cx(
                '-mb-px flex h-9 items-center gap-1.5 border-b-2 text-sm whitespace-nowrap transition-colors',
                selected
                  ? 'border-accent font-medium text-text'
                  : 'border-transparent text-muted hover:text-text',
              )}
            >
              {tab.label}
            </button>
          );
        })}
      </div>
      <div
        role="tabpanel"
        id={`${base}-panel`}
        aria-labelledby={`${base}-tab-${chosen.id}`}
        tabIndex={0}
        className="min-h-0 min-w-0 flex-1"
      >
        {chosen.content}
      </div>
    </div>
  );
}
