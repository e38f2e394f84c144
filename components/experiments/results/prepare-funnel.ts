import type { ChartTable } from '#components/charts/chart-table.ts';
import type { IntervalMark } from '#components/charts/prepare-interval-plot.ts';
import type { Funnel } from '#lib/stats/analysis/measure-funnel.ts';
import { STEP_WORDS } from '#lib/stats/analysis/codes-in-words.ts';
import { armBy, type LabelledArm } from '../arm-look.ts';
import { EVIDENCE } from '../evidence-key.ts';
import { rateText } from '#lib/stats/analysis/figure-texts.ts';

/** Of the runs that were given a skill, how many came how far. */
export function prepareFunnel(
  funnels: readonly Funnel[],
  arms: readonly LabelledArm[],
): { marks: IntervalMark[]; table: ChartTable } {
  const lines = funnels.flatMap(({ arm, runs, stages }) =>
    stages.map((stage) => ({ arm, runs, stage, look: armBy(arms, arm) })),
  );
  return {
    marks: lines.map(({ arm, runs, stage, look }) => ({
      id: `${arm} ${stage.step}`,
      group: `${look.word}, ${runs} runs`,
      label: STEP_WORDS[stage.step],
      colour: look.text,
      value: stage.ofAll?.rate ?? null,
      low: stage.ofAll?.interval.low ?? null,
      high: stage.ofAll?.interval.high ?? null,
      text: `${stage.count} (${rateText(stage.ofAll?.rate ?? null)})`,
      evidence: EVIDENCE.funnel(arm, stage.step),
    })),
    table: {
      columns: [
        { head: 'arm' },
        { head: 'step' },
        { head: 'runs', numeric: true },
        { head: 'of all', numeric: true },
        { head: 'of the step before', numeric: true },
      ],
      rows: lines.map(({ arm, stage, look }) => ({
        id: `${arm} ${stage.step}`,
        cells: [
          look.word,
          stage.step,
          stage.count,
          stage.ofAll?.rate ?? null,
          stage.ofPrevious?.rate ?? null,
        ],
        evidence: EVIDENCE.funnel(arm, stage.step),
      })),
    },
  };
}
