import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import { cx } from './cx.ts';

interface Props {
  error: ErrorInfo;
  /** What it means here, e.g. what was kept. */
  children?: ReactNode;
  actions?: ReactNode;
  className?: string;
}

/** What happened, what was kept, what to do. Announced when it appears. */
export function ErrorNotice({ error, children, actions, className }: Props) {
  // The message of a refused request may name its fields already.
  const fields = Object.entries(error.fields ?? {}).filter(
    ([field, fault]) => !error.message.includes(`${field}: ${fault}`),
  );
  return (
    <div
      role="alert"
      className={cx('flex gap-2 rounded-md border border-bad/40 bg-bad/5 px-3 py-2 text-sm', className)}
    >
      <CircleAlert aria-hidden size={15} className="mt-0.5 shrink-0 text-bad" />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p className="font-medium break-words">{error.message}</p>
        {error.hint && <p className="break-words text-muted">{error.hint}</p>}
        {children && <div className="text-muted">{children}</div>}
        {fields.length > 0 && (
          <ul className="list-disc pl-4 text-muted">
            {fields.map(([field, fault]) => (
              <li key={field}>
                <code className="font-mono text-xs">{field}</code>: {fault}
              </li>
            ))}
          </ul>
        )}
        <div className="flex flex-wrap items-center gap-2 pt-0.5">
          {actions}
          <code className="font-mono text-xs text-muted">{error.code}</code>
        </div>
      </div>
    </div>
  );
}
