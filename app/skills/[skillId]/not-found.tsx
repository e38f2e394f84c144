import { BookX } from 'lucide-react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';

export default function SkillNotFound() {
  return (
    <>
      <h1 className="sr-only">Skill not found</h1>
      <EmptyState
        title="There is no skill with this id or name"
        icon={<BookX aria-hidden size={22} />}
        actions={<LinkButton href="/skills">See all skills</LinkButton>}
      >
        It may never have been learned here, or the address is incomplete.
      </EmptyState>
    </>
  );
}
