'use client';

import { useState } from 'react';
import { Button } from './button.tsx';
import { CopyButton } from './copy-button.tsx';
import { formatNumber } from './format.ts';

interface Props {
  text: string;
  /** What it is: "arguments", "result"; names the block for screen readers. */
  label: string;
  /** Longer text folds to this many lines. */
  maxLines?: number;
}

/** Text that a machine said or will read. */
export function CodeBlock({ text, label, maxLines = 24 }: Props) {
  const [open, setOpen] = useState(false);
  const lines = text.split('\n');
  const folds = lines.length > maxLines;
  const shown = folds && !open ? lines.slice(0, maxLines).join('\n') : text;
  return (
    <div className="group min-w-0 rounded-md border border-line bg-ground">
      <div className="flex h-7 items-center justify-between border-b border-line pl-2.5 pr-0.5">
        <span className="text-xs text-muted">{label}</span>
        <CopyButton text={text} label={`Copy ${label}`} iconOnly />
      </div>
      {/* Focusable, so that the keyboard can scroll long lines. */}
      <pre
        role="region"
        aria-label={label}
        tabIndex={0}
        className="overflow-auto px-2.5 py-2 font-mono text-xs leading-5 break-words whitespace-pre-wrap"
      >
        {shown}
      </pre>
      {folds && (
        <div className="border-t border-line p-0.5">
          <Button size="sm" variant="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? 'Fold' : `Show all ${formatNumber(lines.length)} lines`}
          </Button>
        </div>
      )}
    </div>
  );
}
