'use client';

import useSWR, { type SWRResponse } from 'swr';
import type { ListRunsQuery, RunListBody, SkillBody, SkillListBody, StatusBody } from '#lib/protocol/http.ts';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import type { StoryView } from '#lib/protocol/story.ts';
import { API } from './api-paths.ts';
import { fetchJson } from './fetch-json.ts';

type Answer<T> = SWRResponse<T, Error>;

/** What the server drew is shown at once and refreshed behind; null as path asks for nothing. */
function useApi<T>(path: string | null, fallbackData?: T): Answer<T> {
  return useSWR<T, Error>(path, (url: string) => fetchJson<T>(url), {
    fallbackData,
    revalidateOnMount: fallbackData === undefined,
    keepPreviousData: true,
  });
}

export const useStatus = (fallback?: StatusBody): Answer<StatusBody> => useApi(API.status, fallback);
export const useStory = (fallback?: StoryView): Answer<StoryView> => useApi(API.story, fallback);
export const useRuns = (query: Partial<ListRunsQuery> = {}, fallback?: RunListBody): Answer<RunListBody> =>
  useApi(API.runs(query), fallback);
export const useRun = (runId: string | null, fallback?: RunSummary): Answer<RunSummary> =>
  useApi(runId && API.run(runId), fallback);
export const useSkills = (fallback?: SkillListBody): Answer<SkillListBody> => useApi(API.skills, fallback);
export const useSkill = (skillId: string | null, fallback?: SkillBody): Answer<SkillBody> =>
  useApi(skillId && API.skill(skillId), fallback);
