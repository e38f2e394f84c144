import type { ChartTable } from '#components/charts/chart-table.ts';
import type { IntervalMark } from '#components/charts/prepare-interval-plot.ts';
import type { PairedAnalysis } from '#lib/stats/analyse-paired.ts';
import { CLASS_WORDS } from '#lib/stats/analysis/codes-in-words.ts';
import { armBy, type LabelledArm } from '../arm-look.ts';
import { EVIDENCE } from '../evidence-key.ts';
import { rateText } from '#lib/stats/analysis/figure-texts.ts';

/** Harm where there is nothing to win: the bound that decides, then each class arm by arm. */
export function prepareHarm(
  { contrasts, arms: summaries, rules }: PairedAnalysis,
  arms: readonly LabelledArm[],
): { marks: IntervalMark[]; table: ChartTable; most: number } {
  const [headline] = contrasts;
  const added = headline?.harm.added ?? null;
  const treated = headline ? armBy(arms, headline.contrast.treated) : null;
  const bound: IntervalMark[] =
    added && treated && headline
      ? [
          {
            id: 'added',
            group: 'Only the run with the skill did harm, pairs',
            label: treated.word,
            colour: treated.text,
            value: added.rate,
            low: 0,
            high: added.high,
            text: `${added.count} of ${headline.harm.pairs}, at most ${rateText(added.high)}`,
            evidence: EVIDENCE.harm(0),
          },
        ]
      : [];
  const classes = [...rules.harmClasses].flatMap((name) =>
    arms.flatMap(({ label }) => summaries.filter(({ arm, on }) => arm === label && on === name)),
  );
  const marks = [
    ...bound,
    ...classes.map((summary): IntervalMark => {
      const look = armBy(arms, summary.arm);
      return {
        id: `${summary.on} ${summary.arm}`,
        group: `${CLASS_WORDS[summary.on]}: harmful runs`,
        label: look.word,
        colour: look.text,
        value: summary.harm.rate,
        low: summary.harm.clopperPearson.low,
        high: summary.harm.clopperPearson.high,
        text: `${summary.harmful} of ${summary.runs}`,
        evidence: EVIDENCE.arm(summary.arm, summary.on, 'harm'),
      };
    }),
  ];
  return {
    marks,
    most: Math.max(rules.harm.most * 1.5, ...marks.map(({ high }) => high ?? 0)),
    table: {
      columns: [
        { head: 'what' },
        { head: 'arm' },
        { head: 'harmful' },
        { head: 'rate', numeric: true },
        { head: 'low', numeric: true },
        { head: 'high', numeric: true },
      ],
      rows: marks.map(({ id, group, label, text, value, low, high, evidence }) => ({
        id,
        cells: [group ?? null, label, text, value, low, high],
        evidence,
      })),
    },
  };
}
