import {
  byWords,
  CLASS_WORDS,
  COST_WORDS,
  learningInUnit,
  learningParts,
  STEP_WORDS,
} from '#lib/stats/analysis/codes-in-words.ts';
import { VERDICT_TITLES } from '#lib/stats/analysis/decide-verdict.ts';
import { amountText, dollarText } from '#lib/stats/analysis/figure-texts.ts';
import { estimateText, percentText, rangeText, rateText } from './figures.ts';
import { markup, type Markup } from './markup.ts';
import type { ReportData } from './report-input.ts';
import { reportTable } from './report-table.ts';

/** Arm by arm: success, reliability, what it took, the funnel, sensitivity and pay-back. */
export function armsTables({ paired, arms, armOf, titleOf }: ReportData): Markup {
  const level = `${rateText(paired.rules.level)} intervals`;
  const inOrder = <T extends { arm: string }>(all: readonly T[]): T[] =>
    arms.flatMap(({ label }) => all.filter(({ arm }) => arm === label));
  const summaries = inOrder(paired.arms);
  const counts = (value: number | null) => (value === null ? 'never' : amountText(Math.ceil(value)));
  return markup`${reportTable({
    caption: `Per arm, ${level}`,
    heads: [
      'Arm',
      'On',
      '#Runs',
      '#Verified',
      '#Success (Wilson)',
      '#Success (over scenarios)',
      '#Harmful (exact)',
    ],
    rows: summaries.map(({ arm, on, runs, verified, success, harmful, harm }) => [
      armOf(arm),
      CLASS_WORDS[on],
      runs,
      verified,
      estimateText(success.rate, success.wilson, rateText),
      estimateText(success.byScenario.mean, success.byScenario.interval, rateText),
      `${harmful} (${rangeText(harm.clopperPearson, rateText)})`,
    ]),
  })}
${reportTable({
  caption: 'Means per run, as observed',
  heads: [
    'Arm',
    'On',
    '#Total calls',
    '#DevOps calls',
    '#Tokens',
    '#Cost',
    '#Ticks to mitigate',
    '#Requests failed',
  ],
  rows: summaries.map(({ arm, on, means }) => [
    armOf(arm),
    CLASS_WORDS[on],
    amountText(means.calls),
    amountText(means.devopsCalls),
    amountText(means.tokens),
    dollarText(means.cost),
    amountText(means.ticksToMitigate),
    rateText(means.errorBudget),
  ]),
})}
${reportTable({
  caption: 'Reliability (pass^k): k runs of one incident all verified',
  heads: ['Arm', '#k', '#Scenarios', '#pass^k'],
  rows: summaries.flatMap(({ arm, passAt }) =>
    passAt.map(({ k, value, interval, scenarios }) => [
      armOf(arm),
      k,
      scenarios,
      value === null ? 'too few runs' : estimateText(value, interval, rateText),
    ]),
  ),
})}
${reportTable({
  caption: 'Funnel: where a skill’s effect gets lost',
  heads: ['Arm', 'Incidents', 'Step', '#Runs', '#Of all', '#Of the step before', '#Control verified'],
  rows: inOrder(paired.funnels).flatMap(({ arm, on, control, stages }) =>
    stages.map(({ step, count, ofAll, ofPrevious }) => [
      armOf(arm),
      CLASS_WORDS[on],
      STEP_WORDS[step],
      count,
      estimateText(ofAll?.rate ?? null, ofAll?.interval ?? null, rateText),
      estimateText(ofPrevious?.rate ?? null, ofPrevious?.interval ?? null, rateText),
      step === 'verified' ? estimateText(control?.rate ?? null, control?.interval ?? null, rateText) : '',
    ]),
  ),
  empty: 'No arm was offered a skill.',
})}
${reportTable({
  caption: 'Sensitivity: the same question asked in other ways',
  heads: ['Asked this way', '#Pairs', '#Calls', 'Verdict', 'Agrees'],
  rows: paired.sensitivity.map(({ title, without, pairs, calls, verdict, agrees }) => [
    without === null ? title : `Without “${titleOf(without)}”`,
    pairs,
    estimateText(calls.percent, calls.percentInterval, percentText),
    verdict === null ? 'calls alone' : VERDICT_TITLES[verdict],
    agrees === null ? 'says nothing of success' : agrees ? 'yes' : 'NO',
  ]),
})}
${reportTable({
  caption: 'Pay-back: incidents after which the learning has paid for itself',
  heads: ['In', '#Learning', 'What is in it', '#Saving per incident', '#Incidents', '#Soonest', '#Latest'],
  rows: paired.payBack
    .filter(({ saving }) => saving.mean !== null)
    .map((each) => {
      const { unit, saving, breakEven } = each;
      return [
        COST_WORDS[unit],
        learningInUnit(each),
        [learningParts(each), byWords(each)].filter((words) => words !== '').join('; '),
        estimateText(saving.mean, saving.interval, amountText),
        counts(breakEven.incidents),
        counts(breakEven.soonest),
        counts(breakEven.latest),
      ];
    }),
  empty: 'What learning cost is unknown.',
})}`;
}
