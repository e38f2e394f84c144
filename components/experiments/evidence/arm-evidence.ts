import type { ExperimentAnalysis } from '#lib/stats/experiment-analysis.ts';
import { amountText, rateText } from '#lib/stats/analysis/figure-texts.ts';
import { armName, capital, counted } from '#lib/stats/analysis/words.ts';
import { intervalText } from '../figures.ts';
import type { Evidence } from './evidence.ts';

/** A figure of one arm. */
export function armEvidence(
  { paired }: ExperimentAnalysis,
  [arm, on, measure]: readonly string[],
): Evidence | null {
  const summary = paired.arms.find((each) => each.arm === arm && each.on === on);
  if (!summary) return null;
  const { rowIds, runs } = summary;
  const title = (what: string) => `${capital(armName(summary.arm))}: ${what}`;
  if (measure === 'harm')
    return {
      title: title('harm'),
      value: `${summary.harmful} of ${runs} ${intervalText(summary.harm.clopperPearson, rateText)}`,
      says: ['Runs in which the oracle found something broken that was not broken before.'],
      methods: ['clopper_pearson'],
      rowIds,
    };
  if (measure === 'calls')
    return {
      title: title('calls'),
      value: `${amountText(summary.means.calls)} calls a run, ${amountText(summary.means.devopsCalls)} of them DevOps`,
      says: ['Mean per run as observed, whatever the verdict on the run.'],
      methods: ['t_on_scenarios'],
      rowIds,
    };
  const pass = summary.passAt.find(({ k }) => measure === `pass${k}`);
  if (pass)
    return {
      title: title(`pass^${pass.k}`),
      value: `${rateText(pass.value)} ${intervalText(pass.interval, rateText)}`,
      says: [
        `Chance that ${pass.k} runs of one incident are all verified, over ${counted(pass.scenarios, 'scenario')}.`,
        ...(pass.left.length > 0
          ? [`${counted(pass.left.length, 'scenario')} with fewer than ${pass.k} runs left out.`]
          : []),
      ],
      methods: ['pass_hat_k', 'nested_bootstrap'],
      rowIds,
    };
  return {
    title: title('verified success'),
    value: `${summary.verified} of ${runs}, ${rateText(summary.success.rate)}`,
    says: [
      `Over scenarios ${intervalText(summary.success.byScenario.interval, rateText)}; runs as if independent: Wilson ${intervalText(summary.success.wilson, rateText)}, Jeffreys ${intervalText(summary.success.jeffreys, rateText)}, exact ${intervalText(summary.success.clopperPearson, rateText)}.`,
    ],
    methods: ['t_on_scenarios', 'wilson', 'jeffreys', 'clopper_pearson'],
    rowIds,
  };
}
