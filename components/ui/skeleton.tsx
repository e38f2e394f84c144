import { cx } from './cx.ts';

/** Holds the place of what is being loaded; give it the size of what will come. */
export function Skeleton({ className = 'h-4 w-full' }: { className?: string }) {
  return (
    <div
      aria-hidden
      className={cx('animate-pulse rounded bg-raised motion-reduce:animate-none', className)}
    />
  );
}
