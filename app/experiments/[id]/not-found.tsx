import { SearchX } from 'lucide-react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';

export default function ExperimentNotFound() {
  return (
    <>
      <h1 className="sr-only">Experiment not found</h1>
      <EmptyState
        title="There is no experiment with this id"
        icon={<SearchX aria-hidden size={22} />}
        actions={<LinkButton href="/experiments">See all experiments</LinkButton>}
      >
        The address may be incomplete, or the experiment belongs to another lab’s data.
      </EmptyState>
    </>
  );
}
