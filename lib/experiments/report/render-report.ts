import { armsTables } from './arms-tables.ts';
import { chartsSection } from './charts-section.ts';
import { checksumsSection } from './checksums-section.ts';
import { effectsTables } from './effects-tables.ts';
import { timeText } from './figures.ts';
import { markup, type Markup } from './markup.ts';
import { learningsTable } from './learnings-table.ts';
import { methodSection } from './method-section.ts';
import { modelsTable } from './models-table.ts';
import { planSection } from './plan-section.ts';
import { reportDataOf, type ReportData, type ReportInput } from './report-input.ts';
import { REPORT_STYLE } from './report-style.ts';
import { STATES } from './report-words.ts';
import { rowsSection } from './rows-section.ts';
import { simulatedNote } from './simulated-note.ts';
import { verdictSection } from './verdict-section.ts';

/** Nothing is loaded and nothing runs, and a browser that opens the file holds it to that. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * An experiment as one HTML file that needs no network, no script and no other file. Every text of it is escaped: titles, notes and
 * errors come from people and models.
 */
export function renderReport(input: ReportInput): string {
  const { view } = input;
  const { title, experimentId, status, startedAt, endedAt } = view.summary;
  const note = simulatedNote(view.note);
  const results = reportDataOf(input).map(({ model, data }, index) =>
    resultsSection(model, data, index, note),
  );
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">
<title>${title}: report of an experiment</title><style>${REPORT_STYLE}</style></head>
<body><header><h1>${title}</h1>
<p class="muted">Experiment <code>${experimentId}</code>, ${STATES[status.state]}. ${startedAt === null ? null : `Begun ${timeText(startedAt)}.`} ${endedAt === null ? null : `Ended ${timeText(endedAt)}.`} Model: ${view.plan.models.map(({ name }) => name).join(', ')}.</p>
${note}</header>
<main>${verdictSection(input)}
${modelsTable(input)}
${results}
${learningsSection(input)}
${rowsSection(input)}
${planSection(view)}
${methodSection()}
${checksumsSection(input)}</main></body></html>
`.text;
}

function learningsSection(input: ReportInput): Markup | null {
  const table = learningsTable(input);
  return (
    table &&
    markup`<section aria-labelledby="learnings"><h2 id="learnings">Independent learnings</h2>
${simulatedNote(input.view.note)}
${table}</section>
`
  );
}

function resultsSection(model: string | null, data: ReportData, index: number, note: Markup | null): Markup {
  const of = model === null ? '' : ` with ${model}`;
  return markup`<section aria-labelledby="results-${index}"><h2 id="results-${index}">Results${of}</h2>
${note}
${chartsSection(data)}
<h3>Effects${of}</h3>
${effectsTables(data)}
<h3>Arms${of}</h3>
${armsTables(data)}</section>
`;
}
