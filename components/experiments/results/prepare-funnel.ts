import type { ChartTable } from '#components/charts/chart-table.ts';
import type { IntervalMark } from '#components/charts/prepare-interval-plot.ts';
import type { Funnel } from '#lib/stats/analysis/measure-funnel.ts';
import { CLASS_WORDS, STEP_WORDS } from '#lib/stats/analysis/codes-in-words.ts';
import { plural } from '#components/ui/format.ts';
import { armBy, type LabelledArm } from '../arm-look.ts';
import { EVIDENCE } from '../evidence-key.ts';
import { rateText } from '#lib/stats/analysis/figure-texts.ts';

/** Of the runs that were given a skill, how many came how far. */
export function prepareFunnel(
  funnels: readonly Funnel[],
  arms: readonly LabelledArm[],
): { marks: IntervalMark[]; table: ChartTable } {
  const lines = funnels.flatMap((funnel) =>
    funnel.stages.map((stage) => ({
      ...funnel,
      id: `${funnel.arm} ${funnel.on} ${stage.step}`,
      stage,
      look: armBy(arms, funnel.arm),
      evidence: EVIDENCE.funnel(funnel.arm, funnel.on, stage.step),
    })),
  );
  return {
    marks: lines.map(({ id, on, runs, control, stage, look, evidence }) => ({
      id,
      group: `${look.word}, ${CLASS_WORDS[on].toLowerCase()}: ${plural(runs, 'run')}${control ? ` (${armBy(arms, control.arm).word}: ${rateText(control.rate)} verified)` : ''}`,
      label: STEP_WORDS[stage.step],
      colour: look.text,
      value: stage.ofAll?.rate ?? null,
      low: stage.ofAll?.interval.low ?? null,
      high: stage.ofAll?.interval.high ?? null,
      text: `${stage.count} (${rateText(stage.ofAll?.rate ?? null)})`,
      evidence,
    })),
    table: {
      columns: [
        { head: 'arm' },
        { head: 'incidents' },
        { head: 'step' },
        { head: 'runs', numeric: true },
        { head: 'of all', numeric: true },
        { head: 'of the step before', numeric: true },
        { head: 'control verified', numeric: true },
      ],
      rows: lines.map(({ id, on, control, stage, look, evidence }) => ({
        id,
        cells: [
          look.word,
          CLASS_WORDS[on],
          stage.step,
          stage.count,
          stage.ofAll?.rate ?? null,
          stage.ofPrevious?.rate ?? null,
          control?.rate ?? null,
        ],
        evidence,
      })),
    },
  };
}
