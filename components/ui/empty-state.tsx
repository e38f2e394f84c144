import type { ReactNode } from 'react';

interface Props {
  title: string;
  /** 1 when it is all that the page says. */
  level?: 1 | 2;
  icon?: ReactNode;
  /** Why it is empty and what fills it. */
  children?: ReactNode;
  actions?: ReactNode;
}

export function EmptyState({ title, level = 2, icon, children, actions }: Props) {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div className="flex flex-col items-center gap-2 px-4 py-10 text-center">
      {icon && <div className="text-muted">{icon}</div>}
      <Heading className="text-sm font-medium">{title}</Heading>
      {children && <div className="max-w-prose text-sm text-muted">{children}</div>}
      {actions && <div className="mt-1 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
