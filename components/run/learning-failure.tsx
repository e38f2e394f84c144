import type { ReactNode } from 'react';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { UnavailableNote } from '#components/ui/unavailable-note.tsx';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';

/** Learning failed: why, what was kept, and what to do. */
export function LearningFailure({ error, retry }: { error: ErrorInfo; retry: ReactNode }) {
  return (
    <ErrorNotice error={error} actions={retry}>
      <p>
        The run is kept with all of its events and messages. Learning can be tried again at any time: it
        stores them in a new session and learns from that.
      </p>
      {isUnexplained(error) && <UnavailableNote thing="failure" className="mt-1" />}
    </ErrorNotice>
  );
}

/** Acontext's pipeline failed without a word of why. */
function isUnexplained({ code, message }: ErrorInfo): boolean {
  return code === 'learning_failed' && message.endsWith('learning from this session failed.');
}
