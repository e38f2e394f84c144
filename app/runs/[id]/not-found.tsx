import { SearchX } from 'lucide-react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';

export default function RunNotFound() {
  return (
    <>
      <h1 className="sr-only">Run not found</h1>
      <EmptyState
        title="There is no run with this id"
        icon={<SearchX aria-hidden size={22} />}
        actions={<LinkButton href="/runs">See all runs</LinkButton>}
      >
        The address may be incomplete, or the run belongs to another lab’s data.
      </EmptyState>
    </>
  );
}
