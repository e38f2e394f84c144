import type { ListRunsQuery } from '#lib/protocol/http.ts';

const id = encodeURIComponent;

/** Addresses of the lab's API; they are also the keys of SWR's cache. */
export const API = {
  status: '/api/status',
  story: '/api/story',
  storyRuns: '/api/story/runs',
  storyReset: '/api/story/reset',
  runs: (query: Partial<ListRunsQuery> = {}) => {
    const params = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) if (value !== undefined) params.set(key, String(value));
    const text = params.toString();
    return text ? `/api/runs?${text}` : '/api/runs';
  },
  run: (runId: string) => `/api/runs/${id(runId)}`,
  runEvents: (runId: string, after: number) => `/api/runs/${id(runId)}/events?after=${after}`,
  runAction: (runId: string, action: 'cancel' | 'rerun' | 'learn') => `/api/runs/${id(runId)}/${action}`,
  skills: '/api/skills',
  skill: (skillId: string) => `/api/skills/${id(skillId)}`,
} as const;
