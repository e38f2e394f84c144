import { SearchX } from 'lucide-react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';

export default function ScenarioNotFound() {
  return (
    <>
      <h1 className="sr-only">Scenario not found</h1>
      <EmptyState
        title="There is no scenario with this id"
        icon={<SearchX aria-hidden size={22} />}
        actions={<LinkButton href="/scenarios">See all scenarios</LinkButton>}
      >
        It may have been deleted, or the address is incomplete.
      </EmptyState>
    </>
  );
}
