import type { ExperimentAnalysis } from '#lib/stats/experiment-analysis.ts';
import type { ContrastResult } from '#lib/stats/analyse-paired.ts';
import type { PairedUnit } from '#lib/stats/analysis/paired-units.ts';
import type { RatioEffect } from '#lib/stats/analysis/measure-ratio.ts';
import type { ShownTests } from '#lib/stats/analysis/shown-tests.ts';
import type { MethodId } from '#lib/stats/method-notes.ts';
import { armName, counted } from '#lib/stats/analysis/words.ts';
import { COST_WORDS, OUTCOME_WORDS, STEP_WORDS } from '#lib/stats/analysis/codes-in-words.ts';
import { readEvidenceKey } from './evidence-key.ts';
import {
  amountText,
  logRatioText,
  percentText,
  pointsText,
  rateText,
  withMinus,
} from '#lib/stats/analysis/figure-texts.ts';
import { capital } from '#lib/stats/analysis/words.ts';
import { intervalText, pText } from './figures.ts';

/** What stands behind a figure. */
export interface Evidence {
  title: string;
  /** The figure itself. */
  value: string;
  /** How it came about, a sentence each. */
  says: string[];
  methods: MethodId[];
  rowIds: string[];
}

type Find = (analysis: ExperimentAnalysis, parts: readonly string[]) => Evidence | null;

const FINDERS: Record<string, Find> = {
  success: onContrast(successEvidence),
  calls: onContrast((contrast) => ratioEvidence(contrast, contrast.calls, contrast.callsTests)),
  devops: onContrast((contrast) => ratioEvidence(contrast, contrast.devopsCalls, null)),
  harm: onContrast(harmEvidence),
  secondary: onContrast((contrast, [outcome]) => {
    const found = contrast.secondary.find(({ effect }) => effect.outcome === outcome);
    if (!found) return null;
    const evidence = ratioEvidence(contrast, found.effect, found.tests);
    return {
      ...evidence,
      says: [...evidence.says, `Holm-adjusted over the secondary outcomes: ${pText(found.adjustedP)}.`],
      methods: [...evidence.methods, 'holm'],
    };
  }),
  scenario: onContrast(scenarioEvidence),
  arm: armEvidence,
  funnel: ({ paired }, [arm, step]) => {
    const stage = paired.funnels.find((each) => each.arm === arm)?.stages.find((each) => each.step === step);
    if (!stage) return null;
    return {
      title: `${capital(armName(arm ?? ''))}: ${STEP_WORDS[stage.step]}`,
      value: `${stage.count} runs, ${rateText(stage.ofAll?.rate ?? null)} of all`,
      says: [
        `Of the runs that reached the step before: ${rateText(stage.ofPrevious?.rate ?? null)} ${intervalText(stage.ofPrevious?.interval ?? null, rateText)}.`,
      ],
      methods: ['wilson'],
      rowIds: stage.rowIds,
    };
  },
  payback: ({ paired }, [unit]) => {
    const found = paired.payBack.find((each) => each.unit === unit);
    if (!found) return null;
    const { incidents, soonest, latest } = found.breakEven;
    return {
      title: `Break-even in ${COST_WORDS[found.unit]}`,
      value: incidents === null ? 'never pays back' : `after ${amountText(incidents)} incidents`,
      says: [
        `Learning cost ${amountText(found.learning)} ${COST_WORDS[found.unit]}; an incident saves ${amountText(found.saving.mean)} ${intervalText(found.saving.interval, amountText)}, as observed.`,
        `At the ends of the saving’s interval: ${soonest === null ? 'never' : amountText(soonest)} to ${latest === null ? 'never' : amountText(latest)} incidents.`,
      ],
      methods: ['break_even', 't_on_scenarios'],
      rowIds: idsOf(found.units),
    };
  },
  sensitivity: ({ paired }, [index]) => {
    const found = paired.sensitivity[Number(index)];
    const [headline] = paired.contrasts;
    if (!found || !headline) return null;
    const left = headline.calls.units.filter(({ scenarioId }) => scenarioId !== found.without);
    return {
      title: found.title,
      value: `${percentText(found.calls.percent)} ${intervalText(found.calls.percentInterval, percentText)}`,
      says: [
        `${counted(found.pairs, 'pair')} of the same experiment, read another way; the runs below are all that it could draw on.`,
        found.verdict === null
          ? 'It speaks of calls alone, so it has no verdict.'
          : `Under the declared rule its verdict would be ${found.agrees ? 'the same' : 'another one'}.`,
      ],
      methods: ['log_ratio', 't_on_scenarios'],
      rowIds: idsOf(left),
    };
  },
  'false-verdicts': ({ falseVerdicts, paired }) =>
    falseVerdicts && {
      title: 'False verdicts on these very runs',
      value: rateText(falseVerdicts.rate),
      says: [
        `The arms of every pair were swapped by a seeded coin ${falseVerdicts.relabelings} times and the whole rule was applied each time: HELPS ${falseVerdicts.counts.helps}, HURTS ${falseVerdicts.counts.hurts}, NO DIFFERENCE ${falseVerdicts.counts.no_difference}, CAN’T TELL YET ${falseVerdicts.counts.cannot_tell}.`,
        `Simulation error of the rate ${intervalText(falseVerdicts.interval, rateText)}. Aim: at most 5 %.`,
      ],
      methods: ['wilson'],
      rowIds: idsOf(paired.contrasts[0]?.success.units ?? []),
    },
  errors: ({ paired }) => ({
    title: 'Runs that infrastructure ended',
    value: counted(paired.infrastructureErrors.length, 'run'),
    says: ['They are listed and left out, never counted as failures of an arm.'],
    methods: [],
    rowIds: paired.infrastructureErrors,
  }),
  excluded: ({ paired }) => {
    const excluded = paired.contrasts[0]?.excluded ?? [];
    const count = (reason: string) => excluded.filter((row) => row.reason === reason).length;
    return {
      title: 'Runs left out of the comparison',
      value: counted(excluded.length, 'run'),
      says: [
        `Infrastructure errors ${count('infrastructure_error')}, without a partner in the other arm ${count('no_partner')}, second runs of one place ${count('duplicate')}.`,
      ],
      methods: [],
      rowIds: excluded.map(({ rowId }) => rowId),
    };
  },
};

/** What the figure named by `key` rests on; null for a name that this analysis does not have. */
export function findEvidence(analysis: ExperimentAnalysis, key: string): Evidence | null {
  const [kind = '', ...parts] = readEvidenceKey(key);
  return Object.hasOwn(FINDERS, kind) ? (FINDERS[kind]?.(analysis, parts) ?? null) : null;
}

function onContrast(find: (contrast: ContrastResult, parts: readonly string[]) => Evidence | null): Find {
  return ({ paired }, [index, ...parts]) => {
    const contrast = paired.contrasts[Number(index)];
    return contrast ? find(contrast, parts) : null;
  };
}

const precise = (value: number | null): string =>
  value === null ? 'unknown' : withMinus(String(Number(value.toPrecision(3))));
const idsOf = (units: readonly PairedUnit[]): string[] => [
  ...new Set(units.flatMap(({ pairs }) => pairs.flatMap((pair) => [pair.treatedId, pair.controlId]))),
];
const namesOf = ({ contrast }: ContrastResult): string =>
  `${armName(contrast.treated)} against ${armName(contrast.control)}`;
const testWords = (tests: ShownTests): string =>
  `Beside it: sign-flip ${pText(tests.signFlip.p)} (${tests.signFlip.method}, ${tests.signFlip.patterns} patterns), Wilcoxon ${pText(tests.wilcoxon.p)}.`;
const spread = ({ unit }: ContrastResult): MethodId =>
  unit === 'scenario_and_distillation' ? 'two_way' : 't_on_scenarios';

function successEvidence(contrast: ContrastResult): Evidence {
  const { success, successTests } = contrast;
  const { both, onlyFirst, onlySecond, neither } = success.table;
  return {
    title: `Verified success, ${namesOf(contrast)}`,
    value: `${pointsText(success.estimate.mean)} ${intervalText(success.interval, pointsText)}`,
    says: [
      `${counted(success.pairs, 'pair')}: both verified ${both}, only the first ${onlyFirst}, only the second ${onlySecond}, neither ${neither}.`,
      `Alternatives: Tango ${intervalText(success.tango, pointsText)}, Newcombe ${intervalText(success.newcombe, pointsText)}; McNemar ${pText(success.mcNemar.p)}.`,
      testWords(successTests),
    ],
    methods: [success.method, spread(contrast), 'newcombe', 'mcnemar', 'sign_flip', 'wilcoxon'],
    rowIds: idsOf(success.units),
  };
}

function ratioEvidence(contrast: ContrastResult, effect: RatioEffect, tests: ShownTests | null): Evidence {
  const failures =
    effect.failures === 'at_cap'
      ? 'A run that was not verified counts as the cap, so that giving up early does not look quick.'
      : 'Every run counts as observed, verified or not.';
  return {
    title: `${OUTCOME_WORDS[effect.outcome]}, ${namesOf(contrast)}`,
    value: `${percentText(effect.percent)} ${intervalText(effect.percentInterval, percentText)}`,
    says: [
      `${counted(effect.estimate.n, 'independent unit')}; mean log ratio ${precise(effect.estimate.mean)}, standard error ${precise(effect.estimate.se)}.`,
      failures,
      ...(tests ? [testWords(tests)] : []),
      ...(effect.withoutValue.length > 0
        ? [`${counted(effect.withoutValue.length, 'pair')} without a value on one side left out.`]
        : []),
    ],
    methods: ['log_ratio', spread(contrast), ...(tests ? (['sign_flip', 'wilcoxon'] as const) : []), 'tost'],
    rowIds: idsOf(effect.units),
  };
}

function harmEvidence(contrast: ContrastResult): Evidence | null {
  const { harm } = contrast;
  if (!harm.added) return null;
  return {
    title: `Added harm, ${namesOf(contrast)}`,
    value: `${harm.added.count} of ${counted(harm.pairs, 'pair')}, at most ${rateText(harm.added.high)}`,
    says: [
      'Pairs on negative twins, no-ops and unrelated incidents in which only the first arm’s run did harm; the bound is exact and one-sided.',
      `Harmful runs: ${harm.treated?.count ?? 0} with the first, ${harm.control?.count ?? 0} with the second; difference ${pointsText(harm.difference?.value ?? null)} ${intervalText(harm.difference?.interval ?? null, pointsText)}, McNemar ${pText(harm.mcNemar.p)}.`,
      ...(harm.added.count === 0 ? ['No event: the bound is the rule of three.'] : []),
    ],
    methods: [
      'clopper_pearson',
      ...(harm.added.count === 0 ? (['rule_of_three'] as const) : []),
      'tango',
      'mcnemar',
    ],
    rowIds: harm.rowIds,
  };
}

function scenarioEvidence(
  contrast: ContrastResult,
  [outcome, scenarioId]: readonly string[],
): Evidence | null {
  const effect = outcome === 'success' ? contrast.success : contrast.calls;
  const units = effect.units.filter((unit) => unit.scenarioId === scenarioId);
  if (units.length === 0) return null;
  const write = outcome === 'success' ? pointsText : logRatioText;
  const pairs = units.flatMap((unit) => unit.pairs);
  return {
    title: `${scenarioId}, ${namesOf(contrast)}`,
    value:
      pairs.length === 1 ? write(pairs[0]?.value ?? null) : units.map(({ value }) => write(value)).join(', '),
    says: [
      `Pair by pair: ${pairs.map(({ seed, value }) => `seed ${seed} ${write(value)}`).join(', ')}.`,
      ...units.map(({ own }) =>
        own.interval
          ? `Over its own pairs ${intervalText(own.interval, write)}.`
          : 'One pair says nothing of its own spread.',
      ),
    ],
    methods: outcome === 'success' ? ['t_on_scenarios'] : ['log_ratio', 't_on_scenarios'],
    rowIds: idsOf(units),
  };
}

function armEvidence({ paired }: ExperimentAnalysis, [arm, on, measure]: readonly string[]): Evidence | null {
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
