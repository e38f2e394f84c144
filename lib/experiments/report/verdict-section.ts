import { CAVEAT_WORDS, GATE_WORDS } from '#lib/stats/analysis/codes-in-words.ts';
import type { ExperimentView } from '#lib/protocol/experiment.ts';
import type { PairedAnalysis } from '#lib/stats/analyse-paired.ts';
import { VERDICT_TITLES } from '#lib/stats/analysis/decide-verdict.ts';
import { splitWarnings, type Warning } from '#lib/stats/analysis/find-warnings.ts';
import { explainNext, sayNext } from '#lib/stats/analysis/say-next.ts';
import { sizeNext } from '#lib/stats/analysis/size-next.ts';
import { mostFor } from '#lib/protocol/plan-most.ts';
import type { RelabelCaveat } from '#lib/stats/false-verdict-rate.ts';
import type { ExperimentAnalysis } from '#lib/stats/experiment-analysis.ts';
import { amountText, withMinus } from '#lib/stats/analysis/figure-texts.ts';
import { rangeText, rateText } from './figures.ts';
import { markup, type Markup } from './markup.ts';
import type { ReportInput } from './report-input.ts';
import { GATE_SIGNS } from './report-words.ts';

/** The verdict as the report states it; `npm run verify` looks for these very words. */
export const statedVerdict = ({ code, sentence }: ExperimentAnalysis['verdict']): Markup =>
  markup`<p class="verdict ${code}"><strong>${VERDICT_TITLES[code]}</strong> ${withMinus(sentence)}</p>`;

/** The answer, what it was made from, and how often this lab is wrong. */
export function verdictSection({ view, analysis }: ReportInput): Markup {
  const models = analysis.models?.models ?? [];
  return markup`<section aria-labelledby="verdict"><h2 id="verdict">Verdict</h2>
${statedVerdict(analysis.verdict)}
${view.summary.isAA ? markup`<p>Both arms were given the same: any difference here is the lab’s own noise, and HELPS or HURTS would be false.</p>` : null}
${
  models.length === 0
    ? gates(analysis.paired, view)
    : models.map(
        ({ model, analysis: paired }) =>
          markup`<h3>With ${model}: ${VERDICT_TITLES[paired.verdict.code]}</h3><p>${withMinus(paired.verdict.sentence)}</p>${gates(paired, view)}`,
      )
}
${falseVerdicts(view, analysis)}</section>
`;
}

function gates({ verdict, warnings, contrasts, rules }: PairedAnalysis, view: ExperimentView): Markup {
  const { beside, below } = splitWarnings(warnings);
  const { shortfalls, reasons } = verdict;
  const inGates = new Set(verdict.gates.map(({ says }) => says));
  const said = [...new Set([...reasons, ...shortfalls])].filter(
    (each) => !inGates.has(each) && !verdict.sentence.includes(each),
  );
  return markup`${listed('To be kept in mind:', beside)}
${nextSize({ contrasts, verdict, rules }, view)}
<ol class="gates">${verdict.gates.map(
    ({ title, state, says }) =>
      markup`<li class="${state}"><h3>${title}</h3><p class="state">${GATE_SIGNS[state]} ${GATE_WORDS[state]}</p><p>${withMinus(says)}</p></li>\n`,
  )}</ol>
${said.length > 0 ? markup`<p>Why this verdict:</p><ul>${said.map((each) => markup`<li>${withMinus(each)}</li>`)}</ul>` : null}
${listed('To be kept in mind of the gates:', below)}`;
}

const listed = (title: string, warnings: readonly Warning[]): Markup | null =>
  warnings.length > 0
    ? markup`<p class="warn">${title}</p><ul>${warnings.map(({ says }) => markup`<li>${withMinus(says)}</li>\n`)}</ul>`
    : null;

/** What a new experiment would take, with what the figure assumes; only beside CAN'T TELL YET, and not in an A/A experiment. */
function nextSize(
  { contrasts, verdict, rules }: Pick<PairedAnalysis, 'contrasts' | 'verdict' | 'rules'>,
  { plan, summary }: ExperimentView,
): Markup | null {
  const [effects] = contrasts;
  const next = effects && !summary.isAA ? sizeNext(effects, verdict, rules) : null;
  if (!effects || !next) return null;
  const input = { next, effects, rules };
  const says = sayNext(input, { ...mostFor(plan), bank: null });
  return markup`<h3>To plan a new experiment, not to prolong this one</h3><p>${withMinus(says)}</p>
<ul class="small">${explainNext(input).map((each) => markup`<li>${withMinus(each)}</li>\n`)}</ul>`;
}

const caveatWords = (caveats: readonly RelabelCaveat[]): string =>
  caveats.map((caveat) => ` ${CAVEAT_WORDS[caveat]}`).join('');

function falseVerdicts(
  { calibration, summary }: ExperimentView,
  { falseVerdicts: own }: ExperimentAnalysis,
): Markup {
  const measured = summary.isAA
    ? 'This experiment is the A/A measurement itself: both arms are the same.'
    : calibration
      ? `HELPS or HURTS in ${rateText(calibration.rate)} (${rangeText(calibration, rateText)}) of ${amountText(calibration.relabelings)} relabelings of the A/A experiment “${calibration.title}” (${calibration.experimentId}) with the same model; the range is simulation error.${caveatWords(calibration.caveats)}`
      : 'No A/A experiment with this model was made before this report.';
  const relabelled =
    own && own.rate !== null
      ? `With the arms of these very runs relabelled ${amountText(own.relabelings)} times: ${rateText(own.rate)} (${rangeText(own.interval, rateText)}); ${own.counts.helps} HELPS, ${own.counts.hurts} HURTS, ${own.counts.no_difference} NO DIFFERENCE, ${own.counts.cannot_tell} CAN'T TELL YET.${caveatWords(own.caveats)}`
      : 'The arms of these runs were not relabelled: there are no pairs that could be swapped one by one.';
  return markup`<h3>False verdicts</h3><p>${measured} ${relabelled} Aim: at most 5 %.</p>
`;
}
