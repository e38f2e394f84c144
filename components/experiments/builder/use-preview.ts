'use client';

import { useEffect, useState } from 'react';
import { EXPERIMENTS } from '#lib/client/experiment-paths.ts';
import { fetchJson } from '#lib/client/fetch-json.ts';
import { keepAsking } from '#lib/client/keep-asking.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';
import type { ExperimentPreview, NewExperimentInput } from '#lib/protocol/experiment-http.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';

const PAUSE_MS = 350;

interface Preview {
  /** The newest answer; it may be about what was asked before. */
  preview: ExperimentPreview | null;
  /** Which request the answer is to. */
  of: string | null;
  error: ErrorInfo | null;
}

/** What the lab says to the plan as it stands, asked again a moment after each change. */
export function usePreview(input: NewExperimentInput | null): Preview & { isCurrent: boolean } {
  const [state, setState] = useState<Preview>({ preview: null, of: null, error: null });
  const body = input ? JSON.stringify(input) : null;
  useEffect(() => {
    if (body === null) return undefined;
    const control = new AbortController();
    const timer = setTimeout(() => {
      const { signal } = control;
      const ask = () =>
        fetchJson<ExperimentPreview>(EXPERIMENTS.preview, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
          signal,
        });
      const onTrouble = (reason: unknown) => {
        if (!signal.aborted) setState((old) => ({ ...old, error: errorInfoOf(reason) }));
      };
      keepAsking(ask, { onTrouble, signal }).then(
        (preview) => setState({ preview, of: body, error: null }),
        onTrouble,
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [body]);
  return { ...state, isCurrent: body !== null && state.of === body };
}
