import type { ListRunsQuery } from '#lib/protocol/http.ts';

/** The filters of the runs list, as they stand in its address. */
export type RunFilters = Pick<
  ListRunsQuery,
  'state' | 'arm' | 'act' | 'agent' | 'scenario' | 'experiment' | 'q'
>;

/** The address of the runs list with these filters, from the newest run or from a cursor. */
export function runsHref(filters: RunFilters, cursor?: string): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filters, cursor })) if (value) params.set(name, value);
  const query = params.toString();
  return query ? `/runs?${query}` : '/runs';
}

export function isFiltered({ state, arm, act, agent, scenario, experiment, q }: RunFilters): boolean {
  return Boolean(state ?? arm ?? act ?? agent ?? scenario ?? experiment ?? q);
}

/** Adds a run to the pair that will be compared, or takes it out; a third pushes the earliest out. */
export function togglePair(pair: readonly string[], runId: string): string[] {
  return pair.includes(runId) ? pair.filter((id) => id !== runId) : [...pair, runId].slice(-2);
}

export function compareHref([a, b]: readonly string[]): string {
  const params = new URLSearchParams();
  if (a) params.set('a', a);
  if (b) params.set('b', b);
  return `/compare?${params.toString()}`;
}
