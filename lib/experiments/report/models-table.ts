import { VERDICT_TITLES } from '#lib/stats/analysis/decide-verdict.ts';
import { compareModels, type ModelLine } from '#lib/stats/analysis/compare-models.ts';
import { estimateText, percentText, pointsText, rangeText, rateText } from './figures.ts';
import { markup, type Markup, type MarkupPart } from './markup.ts';
import type { ReportInput } from './report-input.ts';
import { reportTable } from './report-table.ts';
import { armsOf, type ReportArm } from './report-words.ts';
import { simulatedNote } from './simulated-note.ts';

/** The claim across models, model by model, with a way to each one's results; null where the claim is about one model. */
export function modelsTable({ view, analysis }: ReportInput): Markup | null {
  if (!analysis.models) return null;
  const arms = armsOf(view.plan.arms);
  return markup`<section aria-labelledby="models"><h2 id="models">Model by model</h2>
${simulatedNote(view.note)}
<p>Each model is judged alone by the declared rule. HELPS needs every one of them; one that is hurt is enough for HURTS.</p>
${reportTable({
  caption: `Models, ${rateText(view.plan.rules.level)} intervals`,
  heads: [
    'Model',
    'Verdict',
    '#Pairs',
    '#Total calls',
    '#Verified success',
    ...arms.map(({ word }) => `#Verified, ${word}`),
    '#Added harm',
    '#False verdicts',
  ],
  rows: compareModels(analysis.models).map((line, index) => rowOf(line, index, arms)),
})}</section>
`;
}

function rowOf(line: ModelLine, index: number, arms: readonly ReportArm[]): MarkupPart[] {
  const { model, verdict, pairs, calls, success, harm, falseVerdicts } = line;
  const verified = arms.map(({ label }) => {
    const own = line.arms.find(({ arm }) => arm === label);
    return own ? `${own.verified} of ${own.runs} (${rangeText(own.interval, rateText)})` : 'not run';
  });
  return [
    markup`<a href="#results-${index}">${model}</a>`,
    VERDICT_TITLES[verdict],
    pairs,
    estimateText(calls.percent, calls.interval, percentText),
    estimateText(success.mean, success.interval, pointsText),
    ...verified,
    harm ? `${harm.count} of ${harm.pairs}, at most ${rateText(harm.high)}` : 'not measured',
    falseVerdicts === null ? 'not made' : rateText(falseVerdicts),
  ];
}
