import type { ContrastResult } from '#lib/stats/analyse-paired.ts';
import {
  byWords,
  CAVEAT_WORDS,
  COST_WORDS,
  learningInUnit,
  learningParts,
  CLASS_WORDS,
  STEP_WORDS,
} from '#lib/stats/analysis/codes-in-words.ts';
import { amountText, percentText, rateText } from '#lib/stats/analysis/figure-texts.ts';
import { armName, capital, counted } from '#lib/stats/analysis/words.ts';
import type { ExperimentAnalysis } from '#lib/stats/experiment-analysis.ts';
import { analysisOfModel } from '../analysis-of-model.ts';
import { readEvidenceKey } from '../evidence-key.ts';
import { intervalText, pText } from '../figures.ts';
import { armEvidence } from './arm-evidence.ts';
import { harmEvidence, ratioEvidence, scenarioEvidence, successEvidence } from './contrast-evidence.ts';
import { idsOf, spreadOf, type Evidence } from './evidence.ts';
import { learningEvidence } from './learning-evidence.ts';
import { nextEvidence } from './next-evidence.ts';

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
  learning: learningEvidence,
  next: nextEvidence,
  arm: armEvidence,
  funnel: ({ paired }, [arm, on, step]) => {
    const funnel = paired.funnels.find((each) => each.arm === arm && each.on === on);
    const stage = funnel?.stages.find((each) => each.step === step);
    if (!funnel || !stage) return null;
    const { control } = funnel;
    return {
      title: `${capital(armName(funnel.arm))}: ${STEP_WORDS[stage.step]}, ${CLASS_WORDS[funnel.on].toLowerCase()}`,
      value: `${stage.count} runs, ${rateText(stage.ofAll?.rate ?? null)} of all`,
      says: [
        stage.ofPrevious
          ? `Of the runs that reached the step before: ${rateText(stage.ofPrevious.rate)} ${intervalText(stage.ofPrevious.interval, rateText)}.`
          : 'No run reached the step before, so there is no share of it.',
        ...(stage.rowIds.length === 0 ? ['No run reached this step, so no runs stand behind it.'] : []),
        ...(stage.step === 'verified' && control
          ? [
              `A fix that was verified after following need not be owed to the skill: ${armName(control.arm)} was verified in ${rateText(control.rate)} of ${control.runs} runs on the same incidents.`,
            ]
          : []),
      ],
      methods: ['wilson'],
      rowIds: stage.rowIds,
    };
  },
  payback: ({ paired }, [unit]) => {
    const found = paired.payBack.find((each) => each.unit === unit);
    if (!found) return null;
    const [headline] = paired.contrasts;
    const { incidents, soonest, latest } = found.breakEven;
    return {
      title: `Break-even in ${COST_WORDS[found.unit]}`,
      value: incidents === null ? 'never pays back' : `after ${amountText(incidents)} incidents`,
      says: [
        `Learning cost ${learningInUnit(found)}: ${learningParts(found)}.`,
        ...(byWords(found) === '' ? [] : [`${capital(byWords(found))}.`]),
        `An incident saves ${amountText(found.saving.mean)} ${intervalText(found.saving.interval, amountText)}, as observed.`,
        `At the ends of the saving’s interval: ${soonest === null ? 'never' : amountText(soonest)} to ${latest === null ? 'never' : amountText(latest)} incidents.`,
      ],
      methods: ['break_even', ...(headline ? [spreadOf(headline)] : [])],
      rowIds: idsOf(found.units),
      learned: 'all',
    };
  },
  sensitivity: ({ paired }, [index]) => {
    const found = paired.sensitivity[Number(index)];
    const [headline] = paired.contrasts;
    if (!found || !headline) return null;
    const left = headline.calls.units.filter(({ scenarioId }) => scenarioId !== found.without);
    return {
      title: found.without === null ? found.title : 'left out',
      ...(found.without === null ? {} : { scenarioId: found.without }),
      value: `${percentText(found.calls.percent)} ${intervalText(found.calls.percentInterval, percentText)}`,
      says: [
        `${counted(found.pairs, 'pair')} of the same experiment, read another way; the runs below are all that it could draw on.`,
        found.verdict === null
          ? 'It speaks of calls alone, so it has no verdict.'
          : `Under the declared rule its verdict would be ${found.agrees ? 'the same' : 'another one'}.`,
      ],
      methods: ['log_ratio', spreadOf(headline)],
      rowIds: idsOf(left),
    };
  },
  'false-verdicts': ({ falseVerdicts, paired }) =>
    falseVerdicts && {
      title: 'False verdicts on these very runs',
      value: rateText(falseVerdicts.rate),
      says: [
        `The arms of every pair were swapped by a seeded coin ${falseVerdicts.relabelings} times and the whole rule was applied each time: HELPS ${falseVerdicts.counts.helps}, HURTS ${falseVerdicts.counts.hurts}, NO DIFFERENCE ${falseVerdicts.counts.no_difference}, CAN’T TELL YET ${falseVerdicts.counts.cannot_tell}.`,
        `Simulation error of the rate ${intervalText(falseVerdicts.interval, rateText)}; how much it would differ in another experiment is not in it. Aim: at most 5 %.`,
        ...falseVerdicts.caveats.map((caveat) => CAVEAT_WORDS[caveat]),
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
  if (kind === 'model') {
    const [model = '', ...rest] = parts;
    const isKnown = analysis.models?.models.some((each) => each.model === model) === true;
    return isKnown ? findIn(analysisOfModel(analysis, model), rest) : null;
  }
  return findIn(analysis, [kind, ...parts]);
}

function findIn(analysis: ExperimentAnalysis, [kind = '', ...parts]: readonly string[]): Evidence | null {
  return Object.hasOwn(FINDERS, kind) ? (FINDERS[kind]?.(analysis, parts) ?? null) : null;
}

function onContrast(find: (contrast: ContrastResult, parts: readonly string[]) => Evidence | null): Find {
  return ({ paired }, [index, ...parts]) => {
    const contrast = paired.contrasts[Number(index)];
    return contrast ? find(contrast, parts) : null;
  };
}
