'use client';

import { useEffect, useState } from 'react';
import { API } from '#lib/client/api-paths.ts';
import { fetchJson } from '#lib/client/fetch-json.ts';
import { keepAsking } from '#lib/client/keep-asking.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import type { ParseScenarioBody, ScenarioPreview, ScenarioProblem } from '#lib/protocol/scenario.ts';

export interface LiveParse {
  /** The text that is told of; differs from the current one while the server is being asked. */
  text: string | null;
  problems: readonly ScenarioProblem[];
  /** Of the last text that was right. */
  preview: ScenarioPreview | null;
  error: ErrorInfo | null;
}

const TYPING_MS = 350;

/** Asks the server about the text, a moment after the last change. */
export function useLiveParse(text: string, seed: number): LiveParse {
  const [parsed, setParsed] = useState<LiveParse>({ text: null, problems: [], preview: null, error: null });
  useEffect(() => {
    const abort = new AbortController();
    const { signal } = abort;
    const post = () =>
      fetchJson<ParseScenarioBody>(API.scenarioTool('parse'), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text, seed }),
        signal,
      });
    const onTrouble = (reason: unknown) => {
      if (!signal.aborted) setParsed((before) => ({ ...before, text, error: errorInfoOf(reason) }));
    };
    const ask = async () => {
      try {
        const body = await keepAsking(post, { onTrouble, signal });
        if (signal.aborted) return;
        setParsed((before) =>
          body.ok
            ? { text, problems: [], preview: body.preview, error: null }
            : { text, problems: body.problems, preview: before.preview, error: null },
        );
      } catch (reason) {
        onTrouble(reason);
      }
    };
    const timer = setTimeout(() => void ask(), TYPING_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text, seed]);
  return parsed;
}
