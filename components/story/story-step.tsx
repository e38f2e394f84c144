import type { ReactNode } from 'react';

interface Props {
  number: number;
  title: string;
  /** State of the step, in a word or two. */
  aside?: ReactNode;
  children: ReactNode;
}

/** One panel of the strip. */
export function StoryStep({ number, title, aside, children }: Props) {
  const id = `step-${number}`;
  return (
    <li className="min-w-0 bg-panel">
      <section aria-labelledby={id} className="flex h-full flex-col gap-3 p-4">
        <header className="flex min-h-5 items-center justify-between gap-2">
          <h2 id={id} className="flex items-baseline gap-2 text-sm font-semibold">
            <span className="font-mono text-xs font-normal text-muted">{number}</span>
            {title}
          </h2>
          {aside}
        </header>
        {children}
      </section>
    </li>
  );
}
