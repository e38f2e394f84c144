import type { ChartTable } from '#components/charts/chart-table.ts';
import type { WaterfallStep } from '#components/charts/prepare-waterfall.ts';
import { ratioScale, type Scale } from '#lib/utils/scale.ts';
import { amountText, logRatioText, rateText } from '#lib/stats/analysis/figure-texts.ts';
import { figure } from '#lib/stats/analysis/words.ts';
import { EVIDENCE } from '../evidence-key.ts';
import { intervalText } from '../figures.ts';
import type { Audit, AuditCount } from './read-audit.ts';

/** What each part of the way changes; in the order of the points. */
export const AUDIT_PARTS = [
  {
    id: 'incident',
    label: 'The easier incident',
    explains: 'Act 2 against Act 1, both without a skill',
    colour: 'text-arm-none',
  },
  {
    id: 'prompt',
    label: 'The prompt',
    explains: 'a placebo skill against none, on Act 2',
    colour: 'text-arm-placebo',
  },
  {
    id: 'skill',
    label: 'The skill’s content',
    explains: 'the learned skill against the placebo, on Act 2',
    colour: 'text-arm-learned',
  },
] as const;

/** The walkthrough's own claim, as a range of changes in percent. */
const CLAIMED = { low: -55, high: -40 };

const COUNTED: Record<AuditCount, string> = {
  devops: 'DevOps calls, as the walkthrough counts them,',
  all: 'calls of any kind, with failures at the cap,',
};

export interface AuditPicture {
  sentence: string;
  /** What has to be known beside it. */
  notes: string[];
  steps: WaterfallStep[];
  scale: Scale;
  table: ChartTable;
}

/** The decomposition as a sentence, a waterfall and a table. */
export function prepareAudit(audit: Audit, count: AuditCount, model: string): AuditPicture {
  const { parts, total, seeds, left, means } = audit[count];
  const lines = AUDIT_PARTS.map(({ id, label, explains, colour }, index) => {
    const { estimate, share } = parts[index] ?? { estimate: null, share: null };
    return { id, label, explains, colour, estimate, share };
  });
  const steps: WaterfallStep[] = [
    ...lines.map(({ id, label, explains, colour, estimate, share }) => ({
      id,
      label,
      explains,
      value: estimate?.mean ?? null,
      low: estimate?.interval?.low ?? null,
      high: estimate?.interval?.high ?? null,
      text: `${logRatioText(estimate?.mean ?? null)}${share === null ? '' : `, ${rateText(share)} of it`}`,
      colour,
      isTotal: false,
      evidence: EVIDENCE.audit(count, id),
    })),
    {
      id: 'total',
      label: 'What the demo shows',
      explains: 'Act 2 with the skill against Act 1',
      value: total.mean,
      low: total.interval?.low ?? null,
      high: total.interval?.high ?? null,
      text: logRatioText(total.mean),
      colour: 'text-text',
      isTotal: true,
      evidence: EVIDENCE.audit(count, 'total'),
    },
  ];
  let sum = 0;
  const ends = steps.flatMap(({ value, low, high, isTotal }) => {
    const start = isTotal ? 0 : sum;
    if (!isTotal) sum += value ?? 0;
    return [start + (value ?? 0), start + (low ?? 0), start + (high ?? 0)];
  });
  return {
    sentence: sentenceOf(audit, count, model),
    notes: [
      `${seeds} seeds with a run at every point; mean ${means.map((mean) => amountText(mean)).join(' → ')} (Act 1, Act 2, Act 2 with the placebo, Act 2 with the skill).`,
      ...(left.length > 0 ? [`Seeds left out because a run is missing: ${left.join(', ')}.`] : []),
      ...(total.se === 0 || parts.some(({ estimate }) => estimate.se === 0)
        ? [
            'Where every seed shows exactly the same change an interval has no width: a deterministic agent, not certainty.',
          ]
        : []),
      'Intervals are over seeds, for these two incidents and this skill: what another learning or other incidents would do is not in them.',
      'The parts multiply as percent and add up as log ratios; they describe this order of steps.',
    ],
    steps,
    scale: ratioScale(ends),
    table: {
      columns: [
        { head: 'part' },
        { head: 'compares' },
        { head: 'log ratio', numeric: true },
        { head: 'low', numeric: true },
        { head: 'high', numeric: true },
        { head: 'change, %', numeric: true },
        { head: 'share of the total', numeric: true },
      ],
      rows: [
        ...lines.map(({ id, label, explains, estimate, share }) => ({
          id,
          evidence: EVIDENCE.audit(count, id),
          cells: [
            label,
            explains,
            estimate?.mean ?? null,
            estimate?.interval?.low ?? null,
            estimate?.interval?.high ?? null,
            percentOf(estimate?.mean ?? null),
            share,
          ],
        })),
        {
          id: 'total',
          evidence: EVIDENCE.audit(count, 'total'),
          cells: [
            'total',
            'Act 2 with the skill against Act 1',
            total.mean,
            total.interval?.low ?? null,
            total.interval?.high ?? null,
            percentOf(total.mean),
            total.mean === null ? null : 1,
          ],
        },
      ],
    },
  };
}

function sentenceOf(audit: Audit, count: AuditCount, model: string): string {
  const { parts, total } = audit[count];
  const [incident, prompt, skill] = parts;
  if (total.mean === null || !incident || !prompt || !skill)
    return 'No seed has a run at every point, so nothing can be taken apart.';
  const percent = Math.expm1(total.mean) * 100;
  const whole = `With ${model}, Act 2 with the skill takes ${changeWords(percent)} ${COUNTED[count]} than Act 1 ${intervalText(total.interval, logRatioText)}`;
  const claim =
    count !== 'devops'
      ? ''
      : percent >= CLAIMED.low && percent <= CLAIMED.high
        ? ', within the 40 to 55 % that the walkthrough claims'
        : percent < CLAIMED.low
          ? ', more than the 40 to 55 % that the walkthrough claims'
          : ', less than the 40 to 55 % that the walkthrough claims';
  const share = (value: number | null) => (value === null ? '' : ` (${rateText(value)} of the change)`);
  return `${whole}${claim}. The easier incident alone accounts for ${logRatioText(incident.estimate.mean)}${share(incident.share)}, any skill in the prompt for ${logRatioText(prompt.estimate.mean)}${share(prompt.share)}, and what the skill says for ${logRatioText(skill.estimate.mean)}${share(skill.share)}.`;
}

function changeWords(percent: number): string {
  // Beside the claim's ends, so that 39.7 is not said to be 40 and less than 40.
  const size = `${figure(Math.abs(percent), -CLAIMED.high, -CLAIMED.low)} %`;
  if (Math.abs(percent) < 0.05) return 'no fewer';
  return percent < 0 ? `${size} fewer` : `${size} more`;
}

const percentOf = (logRatio: number | null): number | null =>
  logRatio === null ? null : Math.expm1(logRatio) * 100;
