'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import type { LeftoversBody } from '#lib/protocol/leftovers.ts';
import { countWords } from './clean-up-words.ts';
import type { CleanUpActions } from './use-clean-up.ts';

interface Props {
  elsewhere: LeftoversBody['elsewhere'];
  busy: string | null;
  onClaim: CleanUpActions['claim'];
  onForget: CleanUpActions['forget'];
}

/** What is on servers, or of keys, that the lab is not connected with now. */
export function ElsewhereList({ elsewhere, busy, onClaim, onForget }: Props) {
  const [asking, setAsking] = useState<Props['elsewhere'][number] | null>(null);
  if (elsewhere.length === 0) return null;
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="text-xs text-muted">Elsewhere</h3>
      <ul className="flex flex-col">
        {elsewhere.map((place) => (
          <li
            key={place.placeId}
            className="flex flex-wrap items-center justify-between gap-2 border-t border-line py-2"
          >
            <div className="min-w-0 flex-1 basis-64">
              <p>
                {countWords(place.counts)} at <span className="font-medium">{place.server}</span>
                {place.isSameServer && ', created with another key'}
              </p>
              <p className="text-xs text-muted">
                {place.isSameServer
                  ? 'If both keys are of one project, this key can remove them, too.'
                  : 'To remove them, start the lab with that connection and clean up there.'}
              </p>
            </div>
            <div className="flex gap-1.5">
              {place.isSameServer && (
                <Button
                  size="sm"
                  busy={busy === `claim ${place.placeId}`}
                  onClick={() => void onClaim(place.placeId)}
                >
                  Look with this key
                </Button>
              )}
              <Button size="sm" variant="quiet" onClick={() => setAsking(place)}>
                Forget
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={asking !== null}
        title="Forget these?"
        confirmLabel="Forget"
        danger
        busy={busy !== null}
        onConfirm={() => asking && void onForget(asking.placeId).finally(() => setAsking(null))}
        onClose={() => setAsking(null)}
      >
        {asking && (
          <p>
            {countWords(asking.counts)} stay at {asking.server}; the lab will no longer know of them and
            cannot remove them.
          </p>
        )}
      </ConfirmDialog>
    </section>
  );
}
