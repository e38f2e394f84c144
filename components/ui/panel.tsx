import { useId, type ReactNode } from 'react';
import { cx } from './cx.ts';

interface Props {
  title?: ReactNode;
  /** What can be done with the whole panel; right of the title. */
  actions?: ReactNode;
  /** False when the content reaches the border (tables, lists). */
  padded?: boolean;
  level?: 2 | 3;
  id?: string;
  className?: string;
  children: ReactNode;
}

/** One surface with one border. Never put one inside another. */
export function Panel({ title, actions, padded = true, level = 2, id, className, children }: Props) {
  const headingId = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section
      id={id}
      aria-labelledby={title ? headingId : undefined}
      className={cx('flex min-w-0 flex-col rounded-lg border border-line bg-panel', className)}
    >
      {(title || actions) && (
        <header className="flex min-h-10 flex-wrap items-center justify-between gap-x-2 gap-y-1 border-b border-line px-3 py-1.5">
          <Heading id={headingId} className="max-w-full min-w-0 truncate text-sm font-semibold">
            {title}
          </Heading>
          {actions && <div className="flex shrink-0 items-center gap-1.5">{actions}</div>}
        </header>
      )}
      <div className={cx('min-w-0 flex-1', padded && 'p-3')}>{children}</div>
    </section>
  );
}
