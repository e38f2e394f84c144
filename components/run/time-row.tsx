import type { ReactNode } from 'react';

interface Props {
  label?: ReactNode;
  value?: ReactNode;
  children: ReactNode;
}

/** A row on the shared axis of time: what it is at the left, the axis, the value at the right; on a phone both stand above it. */
export function TimeRow({ label, value, children }: Props) {
  return (
    <div className="grid items-center gap-x-3 text-xs tabular-nums max-md:grid-cols-[minmax(0,1fr)_auto] md:grid-cols-[9.5rem_minmax(0,1fr)_9rem]">
      <span className="flex min-w-0 items-center truncate">{label}</span>
      <div className="min-w-0 max-md:order-3 max-md:col-span-2">{children}</div>
      <span className="truncate max-md:order-2 max-md:text-right">{value}</span>
    </div>
  );
}
