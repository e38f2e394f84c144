import Link from 'next/link';
import { plural } from '#components/ui/format.ts';
import { SimulatedNote } from '#components/ui/simulated-note.tsx';
import type { OverTimeBody } from '#lib/protocol/over-time.ts';
import { CurvePanel } from './curve-panel.tsx';
import { TransferPanel } from './transfer-panel.tsx';
import { VersionsPanel } from './versions-panel.tsx';

/** What many experiments and runs say together, of one model. `skill` narrows it to one skill. */
export function OverTimePage({ body, skill }: { body: OverTimeBody; skill: string | null }) {
  const { basis, model, models, note } = body;
  const rests =
    basis.experiments.length === 0
      ? 'No experiment with a verdict yet.'
      : `${plural(basis.experiments.length, 'experiment')} with ${plural(basis.runs, 'run')} of ${model}.`;
  const source = `Learning over time, ${rests} Plans: ${basis.experiments.map(({ planHash }) => planHash.slice(0, 12)).join(', ') || 'none'}.`;
  const hrefOf = (wanted: string) =>
    `/experiments/over-time?${new URLSearchParams({ model: wanted, ...(skill === null ? {} : { skill }) }).toString()}`;
  return (
    <div className="flex w-full flex-col gap-3 p-3 xl:px-4">
      <header className="flex flex-col gap-1">
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <h1 className="text-lg font-semibold">Over time</h1>
          {skill !== null && (
            <span className="text-sm">
              <Link
                href={`/skills/${encodeURIComponent(skill)}`}
                className="font-mono text-accent underline underline-offset-2"
              >
                {body.curves.find(({ skillId }) => skillId === skill)?.name ??
                  body.versions.find(({ skillId }) => skillId === skill)?.name ??
                  skill}
              </Link>{' '}
              <Link href="/experiments/over-time" className="text-muted underline underline-offset-2">
                all skills
              </Link>
            </span>
          )}
        </div>
        <p className="text-sm text-muted">
          What learning is worth from version to version and from family to family. {rests}
        </p>
        {models.length > 1 && (
          <nav aria-label="Model" className="flex flex-wrap items-center gap-2 text-xs">
            <span className="text-muted">Model</span>
            {models.map(({ name }) => (
              <Link
                key={name}
                href={hrefOf(name)}
                aria-current={name === model ? 'true' : undefined}
                className={name === model ? 'font-semibold' : 'text-muted underline underline-offset-2'}
              >
                {name}
              </Link>
            ))}
          </nav>
        )}
        {note && <SimulatedNote />}
      </header>
      <div className="grid items-start gap-3 xl:grid-cols-2">
        <VersionsPanel body={body} source={source} />
        <CurvePanel body={body} source={source} />
      </div>
      <TransferPanel body={body} source={source} />
    </div>
  );
}
