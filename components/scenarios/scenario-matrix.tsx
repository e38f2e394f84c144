import Link from 'next/link';
import { Badge } from '#components/ui/badge.tsx';
import type { ScenarioEntry } from '#lib/protocol/scenario.ts';
import { COLUMNS, type FamilyRow } from './group-scenarios.ts';
import { CLASS_WORDS, scenarioHref } from './scenario-words.ts';
import { ValidityBadge } from './validity-badge.tsx';

/** Families down, classes across; below the width for that, one family after the other. */
export function ScenarioMatrix({ families }: { families: readonly FamilyRow[] }) {
  return (
    <div role="table" aria-label="Built-in incidents by family and class" className="text-sm">
      <div
        role="row"
        className="hidden border-b border-line text-xs text-muted lg:grid lg:grid-cols-[9rem_repeat(4,minmax(0,1fr))]"
      >
        <span role="columnheader" className="px-3 py-2 font-medium">
          Family
        </span>
        {COLUMNS.map((column) => (
          <span
            role="columnheader"
            key={column}
            title={CLASS_WORDS[column].meaning}
            className="px-3 py-2 font-medium"
          >
            {CLASS_WORDS[column].word}
          </span>
        ))}
      </div>
      {families.map(({ id, name, cells }) => (
        <div
          role="row"
          key={id}
          className="border-b border-line last:border-0 lg:grid lg:grid-cols-[9rem_repeat(4,minmax(0,1fr))]"
        >
          <span role="rowheader" className="block px-3 pt-2 font-semibold lg:py-2 lg:font-medium">
            {name}
          </span>
          {COLUMNS.map((column) => (
            <div role="cell" key={column} className="min-w-0 lg:border-l lg:border-line">
              {cells[column].map((entry) => (
                <ScenarioCell key={entry.scenarioId} entry={entry} />
              ))}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

/** An incident in few words; never what is behind it. */
export function ScenarioCell({ entry }: { entry: ScenarioEntry }) {
  const { scenarioId, title, summary, topology, validity, version } = entry;
  return (
    <div className="relative flex min-w-0 flex-col items-start gap-1 px-3 py-2 hover:bg-raised/60">
      <Link
        href={scenarioHref(scenarioId)}
        title={summary}
        className="line-clamp-2 font-medium break-words after:absolute after:inset-0"
      >
        {title}
      </Link>
      <span className="flex flex-wrap items-center gap-1.5 text-xs text-muted">
        <span className="lg:hidden">{entry.class ? CLASS_WORDS[entry.class].word : ''}</span>
        {topology && <Badge>{topology}</Badge>}
        {version !== null && <Badge>v{version}</Badge>}
        <ValidityBadge validity={validity} />
      </span>
    </div>
  );
}
