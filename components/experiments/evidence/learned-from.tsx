import Link from 'next/link';
import { plural } from '#components/ui/format.ts';
import type { ExperimentView } from '#lib/protocol/experiment.ts';
import type { Evidence } from './evidence.ts';

interface Props {
  of: NonNullable<Evidence['learned']>;
  view: ExperimentView;
  titles: ReadonlyMap<string, string>;
}

/** The runs whose cost is that of learning: they are no rows of the experiment. */
export function LearnedFrom({ of, view: { plan, distillations }, titles }: Props) {
  const runs = plan.pipeline
    ? distillations
        .filter(({ distillationId }) => of === 'all' || of.distillationId === distillationId)
        .map(({ runId, scenarioId, seed, distillationId }) => ({
          runId,
          says: `${distillationId}: ${titles.get(scenarioId) ?? scenarioId}, seed ${seed}`,
        }))
    : (plan.learning?.runIds ?? []).map((runId) => ({ runId, says: runId }));
  if (runs.length === 0) return null;
  return (
    <section aria-label="Learned from" className="mt-3 border-t border-line pt-3">
      <h3 className="text-sm font-medium">{plural(runs.length, 'run')} learned from</h3>
      <ul className="mt-1 max-h-48 overflow-auto text-xs">
        {runs.map(({ runId, says }) => (
          <li key={runId} className="py-0.5">
            <Link href={`/runs/${encodeURIComponent(runId)}`} className="text-accent hover:underline">
              {says}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
