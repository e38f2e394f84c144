'use client';

import useSWR from 'swr';
import type {
  AcontextKeyListBody,
  ListRunsQuery,
  RunListBody,
  ScenarioListBody,
  SkillListBody,
} from '#lib/protocol/http.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import type { LeftoversBody } from '#lib/protocol/leftovers.ts';
import type { ScenarioValidity } from '#lib/protocol/scenario.ts';
import type { StoryView } from '#lib/protocol/story.ts';
import { API } from './api-paths.ts';
import { fetchJson } from './fetch-json.ts';
import { mayPass, patience } from './keep-asking.ts';
import { errorInfoOf } from './request-error.ts';

export interface Answer<T> {
  /** The newest answer; until the first one, what the server drew. */
  data: T | undefined;
  /** Why the newest question has no answer; `data` stays. */
  error: ErrorInfo | null;
}

/**
 * What the lab's API says at `path`: asked when the page opens, because a page that comes back from the browser's
 * history is drawn from old data, and whenever `refresh` is called. What the lab could not answer is asked again until it
 * can, at longer and longer intervals.
 */
export function useApi<T>(
  /** null asks nothing. */
  path: string | null,
  fallbackData?: T,
  /** Milliseconds until it is asked again by itself; 0 never. */
  everyMs: (data: T | undefined) => number = () => 0,
): Answer<T> {
  const { data, error } = useSWR<T, Error>(path, (url: string) => fetchJson<T>(url), {
    fallbackData,
    revalidateOnMount: true,
    refreshInterval: everyMs,
    // The stream says when something changed.
    revalidateOnFocus: false,
    // SWR stops its intervals after an error, so that without this a page would stand still for good.
    shouldRetryOnError: mayPass,
    onErrorRetry: (_, _path, _config, ask, { retryCount, dedupe }) => {
      setTimeout(() => void ask({ retryCount, dedupe }), patience(retryCount));
    },
  });
  return { data, error: error ? errorInfoOf(error) : null };
}

export const useStory = (fallback?: StoryView): Answer<StoryView> => useApi(API.story, fallback);
export const useRuns = (query: Partial<ListRunsQuery> = {}, fallback?: RunListBody): Answer<RunListBody> =>
  useApi(API.runs(query), fallback);
export const useLeftovers = (fallback?: LeftoversBody): Answer<LeftoversBody> =>
  useApi(API.leftovers, fallback, (body) => (body && body.cleanUp.left > 0 ? 1000 : 0));
export const useSkills = (fallback?: SkillListBody): Answer<SkillListBody> => useApi(API.skills, fallback);
/** Asked again while the suite is at work on any of them. */
export const useScenarios = (fallback?: ScenarioListBody): Answer<ScenarioListBody> =>
  useApi(API.scenarios, fallback, (body) =>
    body?.scenarios.some(({ validity }) => validity.state === 'running') ? 1500 : 0,
  );
export const useValidity = (scenarioId: string, fallback?: ScenarioValidity): Answer<ScenarioValidity> =>
  useApi(API.scenarioPart(scenarioId, 'validity'), fallback, (validity) =>
    validity?.state === 'running' ? 700 : 0,
  );
export const useAcontextKeys = (fallback?: AcontextKeyListBody): Answer<AcontextKeyListBody> =>
  useApi(API.acontextKeys, fallback);
