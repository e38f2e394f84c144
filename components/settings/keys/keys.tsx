'use client';

import { useRef, useState } from 'react';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { useAcontextKeys } from '#lib/client/use-api.ts';
import type { AcontextProject } from '#lib/protocol/acontext-key.ts';
import type { AcontextKeyListBody, CreatedAcontextKeyBody } from '#lib/protocol/http.ts';
import { CreatedKey } from './created-key.tsx';
import { KeyTable } from './key-table.tsx';
import { NewKeyForm } from './new-key-form.tsx';

/** Lists, makes and revokes keys. A new key's text lives in this component until it is dismissed, and nowhere else. */
export function Keys({ initial }: { initial: AcontextKeyListBody }) {
  const { data = initial, error } = useAcontextKeys(initial);
  const [created, setCreated] = useState<CreatedAcontextKeyBody | null>(null);
  const shown = created && !isRevoked(data.projects, created.key.id) ? created : null;
  const form = useRef<HTMLFormElement>(null);
  const dismiss = () => {
    setCreated(null);
    form.current?.querySelector('select')?.focus();
  };
  return (
    <>
      <div className="flex flex-col gap-3 p-3">
        <p className="max-w-prose text-muted">
          Other programs reach the embedded server at{' '}
          <code className="font-mono text-xs text-text">/acontext/api/v1</code> of this lab’s address, with a
          key as bearer token. A key belongs to one project, and projects see nothing of each other.
        </p>
        {error && <ErrorNotice error={error}>The list below may be out of date.</ErrorNotice>}
        <NewKeyForm ref={form} projects={data.projects} onCreated={setCreated} />
        {shown && <CreatedKey key={shown.key.id} created={shown} onDone={dismiss} />}
      </div>
      <KeyTable projects={data.projects} ownKey={data.ownKey} />
    </>
  );
}

const isRevoked = (projects: readonly AcontextProject[], keyId: string): boolean =>
  projects.some(({ keys }) => keys.some(({ id, revokedAt }) => id === keyId && revokedAt !== null));
