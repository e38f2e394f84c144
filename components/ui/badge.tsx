import type { ReactNode } from 'react';
import { cx } from './cx.ts';

export type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'read' | 'write' | 'skill' | 'accent';

const TONE: Record<Tone, string> = {
  neutral: 'border-line bg-raised text-muted',
  good: 'border-good/30 bg-good/10 text-good',
  warn: 'border-warn/30 bg-warn/10 text-warn',
  bad: 'border-bad/30 bg-bad/10 text-bad',
  read: 'border-read/30 bg-read/10 text-read',
  write: 'border-write/30 bg-write/10 text-write',
  skill: 'border-skill/30 bg-skill/10 text-skill',
  accent: 'border-accent/30 bg-accent/10 text-accent',
};

interface Props {
  tone?: Tone;
  icon?: ReactNode;
  title?: string;
  className?: string;
  children: ReactNode;
}

/** A word with a meaning. The colour repeats what the word says; it never says it alone. */
export function Badge({ tone = 'neutral', icon, title, className, children }: Props) {
  return (
    <span
      title={title}
      className={cx(
        'inline-flex h-5 shrink-0 items-center gap-1 rounded border px-1.5 text-xs font-medium whitespace-nowrap tabular-nums',
        TONE[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}
