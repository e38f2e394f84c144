import type { ExperimentRow } from '#lib/protocol/experiment.ts';
import { meanOf } from '#lib/stats/mean-interval.ts';
import { amountText, dollarText } from '#lib/stats/analysis/figure-texts.ts';
import { markup, type Markup } from './markup.ts';
import type { ReportInput } from './report-input.ts';
import { simulatedNote } from './simulated-note.ts';
import { reportList, reportTable } from './report-table.ts';
import { armsOf } from './report-words.ts';

const REASONS = {
  infrastructure_error: 'ended by infrastructure',
  duplicate: 'a second run of the same place',
  no_partner: 'without a partner',
} as const;

/** What was run, scenario by scenario and arm by arm, what infrastructure ended, and what no comparison used. */
export function rowsSection({
  view: { plan, summary, progress, note },
  rows,
  analysis,
}: ReportInput): Markup {
  const arms = armsOf(plan.arms);
  const models = plan.models.length > 1 ? plan.models.map(({ name }) => name) : [null];
  const sound = rows.filter(({ infrastructureError }) => !infrastructureError);
  const places = models.flatMap((model) => plan.scenarios.map((scenario) => ({ model, scenario })));
  const { spent, failedAttempts } = progress;
  const paired = analysis.models?.models.map((each) => each.analysis) ?? [analysis.paired];
  const excluded = paired.flatMap(({ contrasts }) => contrasts[0]?.excluded ?? []);
  return markup`<section aria-labelledby="runs"><h2 id="runs">Runs</h2>
${simulatedNote(note)}
${reportList([
  [
    'Runs',
    `${summary.runs.done} of ${summary.runs.planned} planned; ${sound.length} sound rows of ${rows.length}`,
  ],
  [
    'Tokens',
    `${amountText(spent.inputTokens)} in, ${amountText(spent.outputTokens)} out${spent.learningTokens > 0 ? `; learning took ${amountText(spent.learningTokens)} more` : ''}`,
  ],
  ['Cost', dollarText(spent.cost)],
])}
${reportTable({
  caption: 'Verified of all runs, and mean calls as observed',
  heads: [models.length > 1 ? 'Scenario, model' : 'Scenario', ...arms.map(({ word }) => `#${word}`)],
  rows: places.map(({ model, scenario }) => {
    const place = sound.filter(
      (row) => row.scenarioId === scenario.scenarioId && (model === null || row.model === model),
    );
    const named = model === null ? scenario.title : `${scenario.title}, ${model}`;
    return [named].concat(arms.map(({ label }) => inWords(place.filter(({ arm }) => arm === label))));
  }),
})}
${reportTable({
  caption: 'Ended by infrastructure: no failures of an arm',
  heads: ['Run', 'Scenario', '#Seed', 'Arm', '#Attempt', 'Error', 'What became of it'],
  rows: failedAttempts.map(({ runId, scenarioId, seed, label, attempt, error, final }) => [
    runId,
    scenarioId,
    seed,
    label,
    attempt,
    `${error.code}: ${error.message}`,
    final ? 'the place stays empty' : 'tried again',
  ]),
  empty: 'No run.',
})}
${reportTable({
  caption: 'Not used by the headline comparison',
  heads: ['Run', 'Why'],
  rows: excluded.map(({ rowId, reason }) => [rowId, REASONS[reason]]),
  empty: 'No run.',
})}</section>
`;
}

function inWords(rows: readonly ExperimentRow[]): string {
  if (rows.length === 0) return 'not run';
  const verified = rows.filter((row) => row.verified).length;
  const harmful = rows.filter((row) => row.harmful).length;
  const calls = amountText(meanOf(rows.map((row) => row.calls)));
  return `${verified} of ${rows.length}, ${calls} calls${harmful > 0 ? `, ${harmful} harmful` : ''}`;
}
