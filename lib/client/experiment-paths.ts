const id = encodeURIComponent;

/** Addresses of /api/experiments. */
export const EXPERIMENTS = {
  list: '/api/experiments',
  /** With filters and a cursor; what is undefined is left out. */
  listed: (query: Record<string, string | undefined>) => {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) if (value) params.set(name, value);
    return params.size > 0 ? `/api/experiments?${params.toString()}` : '/api/experiments';
  },
  preview: '/api/experiments/preview',
  options: '/api/experiments/options',
  one: (experimentId: string) => `/api/experiments/${id(experimentId)}`,
  action: (experimentId: string, action: ExperimentAction) =>
    `/api/experiments/${id(experimentId)}/${action}`,
  analysis: (experimentId: string) => `/api/experiments/${id(experimentId)}/analysis`,
  rows: (experimentId: string, format: 'json' | 'csv' = 'json') =>
    `/api/experiments/${id(experimentId)}/rows?format=${format}`,
  report: (experimentId: string) => `/api/experiments/${id(experimentId)}/report`,
  bundle: (experimentId: string) => `/api/experiments/${id(experimentId)}/bundle`,
} as const;

export type ExperimentAction = 'start' | 'pause' | 'resume' | 'cancel';
