'use client';

import Link from 'next/link';
import { EvidenceLink } from '#components/charts/chart-evidence.tsx';
import { formatNumber } from '#components/ui/format.ts';
import { Panel } from '#components/ui/panel.tsx';
import type { Distillation, ExperimentRow, ExperimentView } from '#lib/protocol/experiment.ts';
import type { ContrastResult } from '#lib/stats/analyse-paired.ts';
import { dollarText, percentText, pointsText } from '#lib/stats/analysis/figure-texts.ts';
import { DownloadTable } from '#components/charts/download-table.tsx';
import { prepareLearnings, skillWords, type LearningLine } from './prepare-learnings.ts';

interface Props {
  view: ExperimentView;
  /** null before the end. */
  rows: readonly ExperimentRow[] | null;
  contrast: ContrastResult | null;
  titles: ReadonlyMap<string, string>;
}

/** What each independent learning wrote, what it cost, and what its skill did: the draw that the pipeline claim is about. */
export function LearningsPanel({ view, rows, contrast, titles }: Props) {
  const { distillations, plan, note, progress } = view;
  const titleOf = (id: string) => titles.get(id) ?? id;
  const { lines, table } = prepareLearnings({ distillations, rows, contrast, titleOf });
  const hasCost = distillations.some(({ cost }) => cost.cost !== null);
  const isCounted = distillations.every(({ cost }) => cost.pipeline);
  const head = 'py-1 pl-4 text-right font-medium';
  return (
    <Panel
      title="Independent learnings"
      actions={<DownloadTable label="Learnings" fileName="learnings" note={note} table={table} />}
    >
      <p className="mb-2 max-w-[90ch] text-xs text-muted">
        Each is a run of its own in a learning space of its own
        {plan.pipeline?.perFamily === undefined
          ? '; its skill is tested on every incident.'
          : '; its skill is tested on the incidents of its family and, for harm, on some that belong to none.'}{' '}
        {isCounted
          ? 'Tokens are those of the run and of the pipeline that learned from it (tasks, distillation, writing the skill), tries that failed included.'
          : 'Tokens are those of the run; what the learning pipeline took is unknown and not counted.'}
        {distillations.some(({ cost }) => cost.isAtLeast) &&
          ' “At least”: some calls of the pipeline’s model failed or were never answered, and what they took is unknown. '}
        {sameWords(distillations)}
        {lines.length < progress.learnings.planned
          ? ` ${lines.length} of ${progress.learnings.planned} so far.`
          : ''}
      </p>
      {lines.length > 0 && (
        <div
          role="region"
          aria-label="Independent learnings: table"
          tabIndex={0}
          className="max-h-[28rem] overflow-auto"
        >
          <table className="w-full min-w-max border-collapse text-left text-sm tabular-nums">
            <thead className="sticky top-0 bg-panel">
              <tr className="border-b border-line text-xs text-muted">
                <th scope="col" className="py-1 font-medium">
                  Learned from
                </th>
                <th scope="col" className="py-1 pl-4 font-medium">
                  Wrote
                </th>
                <th scope="col" className={head}>
                  Calls
                </th>
                <th scope="col" className={head}>
                  Tokens
                </th>
                {hasCost && (
                  <th scope="col" className={head}>
                    Cost
                  </th>
                )}
                <th
                  scope="col"
                  className={head}
                  title="Runs that opened and followed its skill, of those given it"
                >
                  Opened, followed
                </th>
                <th scope="col" className={head}>
                  Change of calls
                </th>
                <th scope="col" className={head}>
                  Success
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <Line
                  key={line.distillation.distillationId}
                  line={line}
                  hasCost={hasCost}
                  titleOf={titleOf}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

/** Learnings that wrote the same, to the letter, are one draw and not several. */
function sameWords(distillations: readonly Distillation[]): string {
  const contents = distillations.map(({ skills }) => skills.map(({ versionId }) => versionId).join(' '));
  const different = new Set(contents).size;
  return different === contents.length
    ? ''
    : `${contents.length} learnings wrote ${different === 1 ? 'one and the same skill' : `${different} different skills`}: those that are alike are no independent draws.`;
}

interface LineProps {
  line: LearningLine;
  hasCost: boolean;
  titleOf: (scenarioId: string) => string;
}

function Line({ line, hasCost, titleOf }: LineProps) {
  const { distillation, exposure, effect, evidence } = line;
  const { distillationId, runId, scenarioId, seed, verified, cost } = distillation;
  const cell = 'py-1 pl-4 text-right whitespace-nowrap';
  return (
    <tr className="border-b border-line align-top last:border-0">
      <th scope="row" className="py-1 font-normal">
        <span className="inline-block w-9 text-muted">{distillationId}</span>
        <Link href={`/runs/${encodeURIComponent(runId)}`} className="text-accent underline">
          {titleOf(scenarioId)}, seed {seed}
        </Link>
        {verified === false && <span className="ml-1.5 text-xs text-warn">not verified</span>}
        <Failures distillation={distillation} />
      </th>
      <td className="max-w-72 py-1 pl-4">
        <Skills distillation={distillation} />
      </td>
      <td className={cell}>{amount(cost.calls)}</td>
      <td
        className={cell}
        title={cost.pipeline ? `${amount(cost.pipeline.tokens)} of them the learning pipeline` : undefined}
      >
        {cost.isAtLeast && 'at least '}
        {amount(cost.tokens)}
      </td>
      {hasCost && (
        <td className={cell}>
          {cost.isAtLeast && cost.cost !== null && 'at least '}
          {dollarText(cost.cost)}
        </td>
      )}
      <td className={cell}>
        {exposure ? `${exposure.opened}, ${exposure.followed} of ${exposure.runs}` : '–'}
      </td>
      <td className={cell}>
        {effect ? <EvidenceLink to={evidence}>{percentText(effect.callsPercent)}</EvidenceLink> : '–'}
      </td>
      <td className={cell}>
        {effect ? <EvidenceLink to={evidence}>{pointsText(effect.success)}</EvidenceLink> : '–'}
      </td>
    </tr>
  );
}

const amount = (value: number | null): string =>
  value === null ? 'unknown' : formatNumber(Math.round(value));

function Skills({ distillation: { skills, note } }: { distillation: Distillation }) {
  if (skills.length === 0)
    return <span className="text-muted">No skill{note ? `: ${note}` : ', so its runs are given none'}</span>;
  return skills.map((skill, index) => (
    <span key={skill.versionId}>
      {index > 0 && ', '}
      <Link
        href={`/skills/${encodeURIComponent(skill.skillId)}`}
        title={`${skill.versionId}${skill.length === undefined ? '' : `, ${formatNumber(skill.length)} characters`}`}
        className="text-accent underline"
      >
        {skillWords(skill)}
      </Link>
    </span>
  ));
}

/** Tries that taught nothing, each with its reason; the next took its place. */
function Failures({ distillation: { failed } }: { distillation: Distillation }) {
  if (!failed || failed.length === 0) return null;
  return (
    <details className="text-xs text-muted">
      <summary>
        {failed.length === 1 ? 'one try failed before' : `${failed.length} tries failed before`}
      </summary>
      <ul>
        {failed.map(({ runId, says }) => (
          <li key={runId} className="max-w-80 break-words">
            <Link href={`/runs/${encodeURIComponent(runId)}`} className="underline">
              {says}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
