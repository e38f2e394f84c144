'use client';

import { useRouter } from 'next/navigation';
import { LinkButton } from '#components/ui/link-button.tsx';
import { EXPERIMENT_STATES } from '#lib/protocol/experiment.ts';
import { CLAIMS } from '#lib/stats/analysis/analysis-rules.ts';
import { CLAIM_WORDS } from '#lib/stats/analysis/codes-in-words.ts';
import { experimentsHref, isFiltered, type ExperimentFilters } from './experiments-query.ts';

/** Filters that live in the address. */
export function ExperimentsFilters({ filters }: { filters: ExperimentFilters }) {
  const router = useRouter();
  const go = (change: Record<string, string>) => {
    const next = { state: filters.state ?? '', claim: filters.claim ?? '', ...change };
    const query = new URLSearchParams(Object.entries(next).filter(([, value]) => value !== ''));
    router.replace(query.size > 0 ? `/experiments?${query.toString()}` : '/experiments', { scroll: false });
  };
  return (
    <search className="flex flex-wrap items-center gap-1.5">
      <Select
        label="Status"
        value={filters.state ?? ''}
        options={EXPERIMENT_STATES.map((state) => [state, state])}
        onChange={(state) => go({ state })}
      />
      <Select
        label="Claim"
        value={filters.claim ?? ''}
        options={CLAIMS.map((claim) => [claim, CLAIM_WORDS[claim].word])}
        onChange={(claim) => go({ claim })}
      />
      {isFiltered(filters) && (
        <LinkButton size="sm" variant="quiet" href={experimentsHref({})}>
          Clear
        </LinkButton>
      )}
    </search>
  );
}

interface SelectProps {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}

function Select({ label, value, options, onChange }: SelectProps) {
  return (
    <label className="inline-flex">
      <span className="sr-only">{label}</span>
      <select
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-7 rounded-md border border-line bg-panel px-1.5 text-xs"
      >
        <option value="">{label}: any</option>
        {options.map(([key, word]) => (
          <option key={key} value={key}>
            {word}
          </option>
        ))}
      </select>
    </label>
  );
}
