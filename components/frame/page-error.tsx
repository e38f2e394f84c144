'use client';

import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';

interface Props {
  /** In production the server keeps its words to its log and gives a digest instead. */
  message: string;
  digest: string | undefined;
  onRetry: () => void;
}

export function PageError({ message, digest, onRetry }: Props) {
  return (
    <div className="mx-auto w-full max-w-xl p-4">
      <h1 className="mb-3 text-lg font-semibold">This page could not be drawn</h1>
      <ErrorNotice
        error={{
          code: 'internal',
          message: digest ? `The lab’s log has the details under ${digest}.` : message,
          hint: 'Stored runs and skills are untouched. Try again; if it stays, restart the lab.',
        }}
        actions={
          <Button size="sm" onClick={onRetry}>
            Try again
          </Button>
        }
      />
    </div>
  );
}
