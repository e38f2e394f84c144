'use client';

import { useState } from 'react';
import { API } from '#lib/client/api-paths.ts';
import { postJson } from '#lib/client/fetch-json.ts';
import { refresh } from '#lib/client/refresh.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import type { CleanUpScope } from '#lib/protocol/leftovers.ts';

export interface CleanUpActions {
  /** What was pressed and is not answered yet. */
  busy: string | null;
  error: ErrorInfo | null;
  cleanUp: (scope: CleanUpScope) => Promise<boolean>;
  claim: (placeId: string) => Promise<boolean>;
  forget: (placeId: string) => Promise<boolean>;
}

/** What can be done about leftovers; each resolves with whether it was accepted. */
export function useCleanUp(): CleanUpActions {
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<ErrorInfo | null>(null);
  async function send(name: string, path: string, body: unknown): Promise<boolean> {
    setBusy(name);
    setError(null);
    try {
      await postJson(path, body);
      return true;
    } catch (reason) {
      setError(errorInfoOf(reason));
      return false;
    } finally {
      await Promise.all([refresh(API.leftovers), refresh()]).catch(() => {});
      setBusy(null);
    }
  }
  return {
    busy,
    error,
    cleanUp: (scope) => send(scope, API.leftoversAction('clean-up'), { scope }),
    claim: (placeId) => send(`claim ${placeId}`, API.leftoversAction('claim'), { placeId }),
    forget: (placeId) => send(`forget ${placeId}`, API.leftoversAction('forget'), { placeId }),
  };
}
