import type { ChartTable } from '#components/charts/chart-table.ts';
import type { IntervalMark } from '#components/charts/prepare-interval-plot.ts';
import type { ArmSummary } from '#lib/stats/analysis/summarise-arms.ts';
import type { Interval } from '#lib/stats/interval.ts';
import { armBy, type LabelledArm } from '../arm-look.ts';
import { EVIDENCE } from '../evidence-key.ts';
import { rateText } from '#lib/stats/analysis/figure-texts.ts';

interface Measure {
  id: 'success' | `pass${number}`;
  group: string;
  read: (summary: ArmSummary) => { value: number | null; interval: Interval | null };
}

/** Success and pass^k where the skill should help, measure by measure with the arms below each other. */
export function prepareReliability(
  summaries: readonly ArmSummary[],
  arms: readonly LabelledArm[],
  passAt: readonly number[],
): { marks: IntervalMark[]; table: ChartTable } {
  const measures: Measure[] = [
    {
      id: 'success',
      group: 'Verified success, runs',
      read: ({ success }) => ({ value: success.rate, interval: success.wilson }),
    },
    ...passAt
      .filter((k) => k > 1)
      .map((k): Measure => ({
        id: `pass${k}`,
        group: `pass^${k}: ${k} runs of one incident all verified`,
        read: (summary) => {
          const found = summary.passAt.find((each) => each.k === k);
          return { value: found?.value ?? null, interval: found?.interval ?? null };
        },
      })),
  ];
  const own = arms.flatMap(({ label }) =>
    summaries.filter(({ arm, on }) => arm === label && on === 'benefit'),
  );
  const lines = measures.flatMap((measure) =>
    own.map((summary) => {
      const { value, interval } = measure.read(summary);
      return { measure, summary, value, interval, look: armBy(arms, summary.arm) };
    }),
  );
  return {
    marks: lines.map(({ measure, summary, value, interval, look }) => ({
      id: `${measure.id} ${summary.arm}`,
      group: measure.group,
      label: look.word,
      colour: look.text,
      value,
      low: value === null ? null : (interval?.low ?? null),
      high: value === null ? null : (interval?.high ?? null),
      text: value === null ? 'too few runs' : rateText(value),
      evidence: EVIDENCE.arm(summary.arm, 'benefit', measure.id),
    })),
    table: {
      columns: [
        { head: 'measure' },
        { head: 'arm' },
        { head: 'runs', numeric: true },
        { head: 'rate', numeric: true },
        { head: 'low', numeric: true },
        { head: 'high', numeric: true },
      ],
      rows: lines.map(({ measure, summary, value, interval, look }) => ({
        id: `${measure.id} ${summary.arm}`,
        cells: [measure.id, look.word, summary.runs, value, interval?.low ?? null, interval?.high ?? null],
        evidence: EVIDENCE.arm(summary.arm, 'benefit', measure.id),
      })),
    },
  };
}
