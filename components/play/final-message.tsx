'use client';

import { Flag } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import type { PlayAction } from './use-play-moves.ts';

interface Props {
  busy: boolean;
  onMove: (action: PlayAction) => Promise<boolean>;
}

/** The last word, which ends the run; or giving up. Either way the oracle judges the system as it then is. */
export function FinalMessage({ busy, onMove }: Props) {
  const id = useId();
  const [message, setMessage] = useState('');
  const [asks, setAsks] = useState(false);
  return (
    <form
      aria-label="End the run"
      className="flex flex-col gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (message.trim() !== '') void onMove({ kind: 'finish', message: message.trim() });
      }}
    >
      <label htmlFor={id} className="text-xs text-muted">
        When you are done: what was the cause, what did you change?
      </label>
      <textarea
        id={id}
        rows={3}
        maxLength={8000}
        value={message}
        onChange={(event) => setMessage(event.target.value)}
        className="w-full rounded-md border border-line bg-ground px-2 py-1 text-sm"
      />
      <div className="flex items-center gap-1.5">
        <Button
          type="submit"
          size="sm"
          variant="primary"
          busy={busy}
          disabled={message.trim() === ''}
          icon={<Flag aria-hidden size={13} />}
        >
          Finish
        </Button>
        <Button size="sm" variant="quiet" onClick={() => setAsks(true)}>
          Give up
        </Button>
      </div>
      <ConfirmDialog
        open={asks}
        title="Give up?"
        confirmLabel="Give up"
        danger
        busy={busy}
        onConfirm={() => {
          setAsks(false);
          void onMove({ kind: 'give_up' });
        }}
        onClose={() => setAsks(false)}
      >
        The run ends here. The oracle judges the system as it is now, and the page shows what was going on in
        it.
      </ConfirmDialog>
    </form>
  );
}
