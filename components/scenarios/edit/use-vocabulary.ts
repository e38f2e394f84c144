'use client';

import { useMemo } from 'react';
import useSWR from 'swr';
import { API } from '#lib/client/api-paths.ts';
import { fetchJson } from '#lib/client/fetch-json.ts';
import type { ScenarioPreview, ScenarioTopology } from '#lib/protocol/scenario.ts';
import type { Vocabulary } from './complete-yaml.ts';

/** The language of scenario files and the names in this one. What cannot be fetched only makes completion poorer. */
export function useVocabulary(preview: ScenarioPreview | null): Vocabulary {
  const once = { revalidateOnFocus: false, revalidateIfStale: false };
  const { data: schema } = useSWR(API.scenarioTool('schema'), (url: string) => fetchJson<unknown>(url), once);
  const { data } = useSWR(
    API.scenarioTool('topologies'),
    (url: string) => fetchJson<{ topologies: ScenarioTopology[] }>(url),
    once,
  );
  const settings = preview?.settings;
  return useMemo(
    () => ({ schema: schema ?? {}, topologies: data?.topologies ?? [], settings: settings ?? {} }),
    [schema, data, settings],
  );
}
