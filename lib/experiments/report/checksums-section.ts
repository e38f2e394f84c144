import { analysisText, EVIDENCE, planText } from '../evidence/evidence-files.ts';
import { sha256 } from '../hash-plan.ts';
import { rowsCsv } from '../rows-csv.ts';
import { markup, type Markup } from './markup.ts';
import type { ReportInput } from './report-input.ts';
import { reportTable } from './report-table.ts';

/** The sums of what the report was made from, so that it can be held against the bundle that it came with. */
export function checksumsSection({ view, rows, analysis }: ReportInput): Markup {
  const sums: [string, string][] = [
    ['The plan, as canonical JSON', view.summary.planHash],
    ['The rows that were analysed', analysis.rowsHash],
    [EVIDENCE.plan, sha256(planText(view.plan))],
    [EVIDENCE.rows, sha256(rowsCsv(rows, view.note))],
    [EVIDENCE.analysis, sha256(analysisText(analysis))],
  ];
  return markup`<section aria-labelledby="checksums"><h2 id="checksums">Checksums</h2>
<p>The evidence bundle of this experiment holds these files, every event of every run, and a checksum of this report. In the project, <code>npm run verify -- bundle.zip</code> recomputes rows, analysis and verdict from the events, offline. Nothing is signed.</p>
${reportTable({
  caption: 'SHA-256',
  heads: ['Of', 'Sum'],
  rows: sums.map(([name, sum]) => [name, markup`<code>${sum}</code>`]),
})}</section>
`;
}
