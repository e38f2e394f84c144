import type { ListExperimentsQuery } from '#lib/protocol/experiment-http.ts';

/** The filters of the list of experiments, as they stand in its address. */
export type ExperimentFilters = Pick<ListExperimentsQuery, 'state' | 'claim'>;

/** The address of the list with these filters, from the newest experiment or from a cursor. */
export function experimentsHref(filters: ExperimentFilters, cursor?: string): string {
  const query = queryOf(filters, cursor);
  return query ? `/experiments?${query}` : '/experiments';
}

export const isFiltered = ({ state, claim }: ExperimentFilters): boolean => Boolean(state ?? claim);

const queryOf = (filters: ExperimentFilters, cursor?: string): string => {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filters, cursor })) if (value) params.set(name, value);
  return params.toString();
};
