'use client';

import { Check, Copy, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './button.tsx';

const ICON = {
  idle: <Copy aria-hidden size={13} />,
  done: <Check aria-hidden size={13} />,
  failed: <X aria-hidden size={13} />,
};

interface Props {
  /** The text, or how to make it (for text that is expensive to hold). */
  text: string | (() => string);
  /** What is copied: "Copy link". */
  label?: string;
  /** Icon alone; the label is still announced. */
  iconOnly?: boolean;
}

export function CopyButton({ text, label = 'Copy', iconOnly = false }: Props) {
  const [state, setState] = useState<'idle' | 'done' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return undefined;
    const timer = setTimeout(() => setState('idle'), 1600);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () => {
    navigator.clipboard.writeText(typeof text === 'string' ? text : text()).then(
      () => setState('done'),
      () => setState('failed'),
    );
  };
  const word = { idle: label, done: 'Copied', failed: 'Could not copy' }[state];
  return (
    <Button
      size="sm"
      variant="quiet"
      icon={ICON[state]}
      aria-label={iconOnly ? word : undefined}
      title={iconOnly ? word : undefined}
      className={iconOnly ? 'w-7 px-0' : undefined}
      onClick={copy}
    >
      {!iconOnly && <span aria-live="polite">{word}</span>}
    </Button>
  );
}
