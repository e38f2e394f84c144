import type { ChartTable } from '#components/charts/chart-table.ts';
import type { Distillation, ExperimentRow } from '#lib/protocol/experiment.ts';
import type { ContrastResult } from '#lib/stats/analyse-paired.ts';
import { effectOfLearning, type LearningEffect } from '#lib/stats/analysis/effect-of-learning.ts';
import { EVIDENCE } from '../evidence-key.ts';

/** One independent learning: what it wrote, what that cost, and what its skill did. */
export interface LearningLine {
  distillation: Distillation;
  /** Runs that were given its skill, that opened it, and that followed it; null before the end. */
  exposure: { runs: number; opened: number; followed: number } | null;
  /** null before the end and where no pair has it. */
  effect: LearningEffect | null;
  evidence: string;
}

interface Input {
  distillations: readonly Distillation[];
  rows: readonly ExperimentRow[] | null;
  /** The headline. */
  contrast: ContrastResult | null;
  titleOf: (scenarioId: string) => string;
}

export function prepareLearnings({ distillations, rows, contrast, titleOf }: Input): {
  lines: LearningLine[];
  table: ChartTable;
} {
  const lines = distillations
    .toSorted((a, b) => a.distillationId.localeCompare(b.distillationId, 'en', { numeric: true }))
    .map((distillation): LearningLine => {
      const { distillationId } = distillation;
      const given = rows?.filter((row) => row.distillationId === distillationId && !row.infrastructureError);
      return {
        distillation,
        exposure: given
          ? {
              runs: given.length,
              opened: given.filter(({ funnel }) => funnel?.opened).length,
              followed: given.filter(({ funnel }) => funnel?.followed).length,
            }
          : null,
        effect: contrast && effectOfLearning(contrast, distillationId),
        evidence: EVIDENCE.learning(distillationId),
      };
    });
  return { lines, table: tableOf(lines, titleOf) };
}

const tableOf = (lines: readonly LearningLine[], titleOf: Input['titleOf']): ChartTable => ({
  columns: [
    { head: 'learning' },
    { head: 'learned from' },
    { head: 'scenario id' },
    { head: 'seed', numeric: true },
    { head: 'run' },
    { head: 'that run' },
    { head: 'tries', numeric: true },
    { head: 'wrote' },
    { head: 'version id' },
    { head: 'characters', numeric: true },
    { head: 'calls to learn', numeric: true },
    { head: 'tokens to learn', numeric: true },
    { head: 'of them the pipeline', numeric: true },
    { head: 'cost, US dollars', numeric: true },
    { head: 'tokens and cost are' },
    { head: 'runs given it', numeric: true },
    { head: 'opened it', numeric: true },
    { head: 'followed it', numeric: true },
    { head: 'pairs', numeric: true },
    { head: 'calls, %', numeric: true },
    { head: 'success, points', numeric: true },
  ],
  rows: lines.map(({ distillation, exposure, effect, evidence }) => {
    const { distillationId, runId, scenarioId, seed, attempt, verified, skills, cost, note } = distillation;
    return {
      id: distillationId,
      cells: [
        distillationId,
        titleOf(scenarioId),
        scenarioId,
        seed,
        runId,
        verified === undefined ? null : verified ? 'verified' : 'not verified',
        attempt ?? null,
        skills.map(skillWords).join(', ') || (note ?? 'no skill'),
        skills.map(({ versionId }) => versionId).join(', ') || null,
        skills.some(({ length }) => length === undefined)
          ? null
          : skills.reduce((sum, { length }) => sum + (length ?? 0), 0),
        cost.calls,
        cost.tokens,
        cost.pipeline?.tokens ?? null,
        cost.cost,
        cost.isAtLeast ? 'at least' : 'whole',
        exposure?.runs ?? null,
        exposure?.opened ?? null,
        exposure?.followed ?? null,
        effect?.pairs ?? null,
        effect?.callsPercent ?? null,
        effect === null ? null : effect.success * 100,
      ],
      ...(effect ? { evidence } : {}),
    };
  }),
});

export const skillWords = ({ name, number }: Distillation['skills'][number]): string =>
  number === undefined ? name : `${name} v${number}`;
