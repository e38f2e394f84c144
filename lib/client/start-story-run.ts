import type { StartStoryRun } from '#lib/protocol/http.ts';
import type { Pace } from '#lib/protocol/run-plan.ts';
import type { StoryPart } from '#lib/protocol/story.ts';
import { API } from './api-paths.ts';
import { postJson } from './fetch-json.ts';
import { refresh } from './refresh.ts';

/** Starts one part of the story and answers once the story knows of it. Throws RequestError. */
export async function startStoryRun(part: StoryPart, pace: Pace): Promise<string> {
  const body: StartStoryRun = { part, pace };
  const { runId } = await postJson<{ runId: string }>(API.storyRuns, body);
  await refresh(API.story);
  return runId;
}
