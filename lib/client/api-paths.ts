import type { ListRunsQuery } from '#lib/protocol/http.ts';

const id = encodeURIComponent;

/** Addresses of the lab's API. */
export const API = {
  story: '/api/story',
  storyRuns: '/api/story/runs',
  storyReset: '/api/story/reset',
  runs: (query: Partial<ListRunsQuery> = {}) => {
    const params = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) if (value !== undefined) params.set(key, String(value));
    const text = params.toString();
    return text ? `/api/runs?${text}` : '/api/runs';
  },
  runEvents: (runId: string, after: number) => `/api/runs/${id(runId)}/events?after=${after}`,
  runAction: (runId: string, action: 'cancel' | 'rerun' | 'learn' | 'moves') =>
    `/api/runs/${id(runId)}/${action}`,
  skills: '/api/skills',
  skillDecisions: (skillId: string) => `/api/skills/${id(skillId)}/decisions`,
  skillWriteBack: (skillId: string) => `/api/skills/${id(skillId)}/write-back`,
  skillAblations: (skillId: string) => `/api/skills/${id(skillId)}/ablations`,
  scenarios: '/api/scenarios',
  scenario: (scenarioId: string) => `/api/scenarios/${id(scenarioId)}`,
  scenarioPart: (scenarioId: string, part: 'answer' | 'validity' | 'delete') =>
    `/api/scenarios/${id(scenarioId)}/${part}`,
  /** The newest version unless one is named. */
  scenarioText: (scenarioId: string, as: 'source' | 'export', version?: number) =>
    `/api/scenarios/${id(scenarioId)}/${as}${version === undefined ? '' : `?version=${version}`}`,
  scenarioTool: (tool: 'parse' | 'console' | 'schema' | 'topologies') => `/api/scenarios/${tool}`,
  leftovers: '/api/acontext/leftovers',
  leftoversAction: (action: 'clean-up' | 'claim' | 'forget') => `/api/acontext/leftovers/${action}`,
  acontextKeys: '/api/acontext/keys',
  revokeAcontextKey: (keyId: string) => `/api/acontext/keys/${id(keyId)}/revoke`,
} as const;
