'use client';

import { useState } from 'react';
import { API } from '#lib/client/api-paths.ts';
import { fetchJson } from '#lib/client/fetch-json.ts';
import { refresh } from '#lib/client/refresh.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import type { SaveScenarioBody, ScenarioProblem, ScenarioSource } from '#lib/protocol/scenario.ts';

interface Options {
  scenarioId: string | null;
  onSaved: (saved: { scenarioId: string; source: ScenarioSource }) => void;
}

export interface Saving {
  busy: boolean;
  error: ErrorInfo | null;
  /** The newest version, when somebody else saved meanwhile. */
  newest: ScenarioSource | null;
  /** What the server found wrong when asked to save, and in which text. */
  problems: { text: string; list: ScenarioProblem[] } | null;
  start: (text: string, base: number) => Promise<void>;
}

/** Saves the text as the next version. What is refused changes nothing, here or there. */
export function useSave({ scenarioId, onSaved }: Options): Saving {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorInfo | null>(null);
  const [newest, setNewest] = useState<ScenarioSource | null>(null);
  const [problems, setProblems] = useState<Saving['problems']>(null);

  const start = async (text: string, base: number) => {
    if (busy) return;
    setBusy(true);
    setError(null);
    setNewest(null);
    setProblems(null);
    try {
      const body = await fetchJson<SaveScenarioBody>(
        scenarioId === null ? API.scenarios : API.scenario(scenarioId),
        {
          method: scenarioId === null ? 'POST' : 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ text, base }),
        },
      );
      if (!body.ok) return setProblems({ text, list: body.problems });
      const source = await fetchJson<ScenarioSource>(API.scenarioText(body.scenarioId, 'source'));
      void refresh(API.scenarios);
      onSaved({ scenarioId: body.scenarioId, source });
    } catch (reason) {
      const info = errorInfoOf(reason);
      setError(info);
      if (info.code === 'conflict' && scenarioId !== null) {
        setNewest(await fetchJson<ScenarioSource>(API.scenarioText(scenarioId, 'source')).catch(() => null));
      }
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, newest, problems, start };
}
