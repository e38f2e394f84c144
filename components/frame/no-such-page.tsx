import { SearchX } from 'lucide-react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';

interface Props {
  /** "run" */
  what: string;
  /** Where all of them are listed. */
  list: string;
  /** Why it may be missing, in a sentence. */
  why: string;
}

/** An address whose id nothing has. */
export function NoSuchPage({ what, list, why }: Props) {
  return (
    <EmptyState
      level={1}
      title={`There is no ${what} with this id`}
      icon={<SearchX aria-hidden size={22} />}
      actions={<LinkButton href={list}>See all {what}s</LinkButton>}
    >
      {why}
    </EmptyState>
  );
}
