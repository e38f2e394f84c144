import { Fragment, type ReactNode } from 'react';

/** Names and values in two columns. */
export function KeyValue({ items }: { items: readonly { label: string; value: ReactNode }[] }) {
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm">
      {items.map(({ label, value }) => (
        <Fragment key={label}>
          <dt className="text-muted">{label}</dt>
          <dd className="min-w-0 break-words tabular-nums">{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
