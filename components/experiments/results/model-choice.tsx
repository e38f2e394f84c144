'use client';

import { useUrlParam } from '#lib/client/use-url-param.ts';
import type { ResultsData } from './results-data.ts';

/** Which model is shown; in the address, so one choice is that of every panel. Nothing where the claim is about one model. */
export const useModel = (): [string | null, (model: string | null) => void] => useUrlParam('model');

/** A list rather than buttons side by side: there may be many, with long names. */
export function ModelChoice({ data: { models } }: { data: Pick<ResultsData, 'models'> }) {
  const [, show] = useModel();
  if (!models) return null;
  return (
    <label className="inline-flex min-w-0">
      <span className="sr-only">Model shown</span>
      <select
        value={models.chosen}
        onChange={(event) => show(event.target.value)}
        className="h-7 max-w-48 min-w-0 rounded-md border border-line bg-panel px-1.5 text-xs"
      >
        {models.names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
