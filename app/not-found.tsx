import type { Metadata } from 'next';
import { Compass } from 'lucide-react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';

export const metadata: Metadata = { title: 'Nothing at this address' };

export default function NotFound() {
  return (
    <EmptyState
      level={1}
      title="There is nothing at this address"
      icon={<Compass aria-hidden size={22} />}
      actions={
        <>
          <LinkButton href="/">Go to the story</LinkButton>
          <LinkButton href="/runs">See all runs</LinkButton>
        </>
      }
    >
      The run or skill may have been removed, or the address is incomplete.
    </EmptyState>
  );
}
