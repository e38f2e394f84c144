import { formatDuration } from './format.ts';

/** A span of time in ms, in the unit that fits. */
export function Duration({ ms, title, className = '' }: { ms: number; title?: string; className?: string }) {
  return (
    <span className={`whitespace-nowrap tabular-nums ${className}`} title={title}>
      {formatDuration(ms)}
    </span>
  );
}
