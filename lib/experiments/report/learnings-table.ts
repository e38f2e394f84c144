import type { Distillation } from '#lib/protocol/experiment.ts';
import { effectOfLearning } from '#lib/stats/analysis/effect-of-learning.ts';
import { amountText, dollarText } from '#lib/stats/analysis/figure-texts.ts';
import { percentText, pointsText } from './figures.ts';
import type { Markup } from './markup.ts';
import type { ReportInput } from './report-input.ts';
import { reportTable } from './report-table.ts';

/** What each independent learning wrote, what that cost, and what its skill did; null where nothing was learned. */
export function learningsTable({ view, analysis, rows }: ReportInput): Markup | null {
  const { distillations, plan } = view;
  if (!plan.pipeline) return null;
  const [headline] = analysis.paired.contrasts;
  const titles = new Map(plan.pipeline.scenarios.map(({ scenarioId, title }) => [scenarioId, title]));
  return reportTable({
    caption:
      'Independent learnings: what each wrote, what that took, and what its skill did (means, without an interval of their own)',
    heads: [
      'Learning',
      'Learned from',
      '#Seed',
      'That run',
      'Wrote',
      '#Calls',
      '#Tokens',
      '#Of them the pipeline',
      '#Cost',
      '#Given',
      '#Opened',
      '#Followed',
      '#Change of calls',
      '#Success',
    ],
    rows: distillations.map((each) => {
      const { distillationId, scenarioId, seed, runId, verified, cost } = each;
      const effect = headline ? effectOfLearning(headline, distillationId) : null;
      const given = rows.filter((row) => row.distillationId === distillationId && !row.infrastructureError);
      return [
        distillationId,
        titles.get(scenarioId) ?? scenarioId,
        seed,
        `${runId}${verified === undefined ? '' : verified ? ', verified' : ', not verified'}${failures(each)}`,
        wrote(each),
        amountText(cost.calls),
        `${least(each)}${amountText(cost.tokens)}`,
        cost.pipeline ? `${least(each)}${amountText(cost.pipeline.tokens)}` : 'unknown, not counted',
        `${cost.cost === null ? '' : least(each)}${dollarText(cost.cost)}`,
        given.length,
        given.filter(({ funnel }) => funnel?.opened).length,
        given.filter(({ funnel }) => funnel?.followed).length,
        percentText(effect?.callsPercent ?? null),
        pointsText(effect?.success ?? null),
      ];
    }),
    empty: 'None ended.',
  });
}

/** Where a part of the cost is unknown. */
const least = ({ cost }: Distillation): string => (cost.isAtLeast ? 'at least ' : '');

const wrote = ({ skills, note }: Distillation): string =>
  skills
    .map(
      ({ name, number, versionId }) => `${name}${number === undefined ? '' : ` v${number}`} (${versionId})`,
    )
    .join(', ') ||
  (note ?? 'no skill');

const failures = ({ failed = [] }: Distillation): string =>
  failed.length === 0 ? '' : `; failed before: ${failed.map(({ says }) => says).join(' ')}`;
