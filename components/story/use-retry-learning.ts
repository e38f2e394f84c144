'use client';

import { useState } from 'react';
import { API } from '#lib/client/api-paths.ts';
import { postJson } from '#lib/client/fetch-json.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';
import type { PartStart } from './use-start-part.ts';

/** Learns once more from a run's session; the run's events say what comes of it. */
export function useRetryLearning(runId: string | null): PartStart {
  const [state, setState] = useState<Omit<PartStart, 'start'>>({ busy: false, error: null });
  const start = () => {
    if (!runId) return;
    setState({ busy: true, error: null });
    postJson(API.runAction(runId, 'learn')).then(
      () => setState({ busy: false, error: null }),
      (reason: unknown) => setState({ busy: false, error: errorInfoOf(reason) }),
    );
  };
  return { ...state, start };
}
