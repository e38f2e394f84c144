import { createHash } from 'node:crypto';
import type { ExperimentAnalysis } from '#lib/stats/experiment-analysis.ts';
import { statedVerdict } from '../report/verdict-section.ts';
import { EVIDENCE } from './evidence-files.ts';

/**
 * Whether the report says the recomputed verdict and was made from the plan, rows and analysis that it lies beside. Not byte by byte: a
 * later lab may write the same in other words.
 */
export function checkReport(
  files: ReadonlyMap<string, Uint8Array>,
  {
    verdict,
    planHash,
    rowsHash,
    note,
  }: Pick<ExperimentAnalysis, 'verdict' | 'planHash' | 'rowsHash' | 'note'>,
): string[] {
  const data = files.get(EVIDENCE.report);
  if (!data) return [`${EVIDENCE.report}: it is missing`];
  const report = new TextDecoder().decode(data);
  const sumOf = (name: string) =>
    createHash('sha256')
      .update(files.get(name) ?? new Uint8Array())
      .digest('hex');
  const wanted: [string, string][] = [
    [statedVerdict(verdict).text, 'it does not state the recomputed verdict'],
    ...(note === null
      ? []
      : [[note, 'it does not say that the agent is simulated'] satisfies [string, string]]),
    [planHash, 'it is not about the plan that was frozen'],
    [rowsHash, 'it is not about the rows that were analysed'],
    ...[EVIDENCE.plan, EVIDENCE.rows, EVIDENCE.analysis].map((name): [string, string] => [
      sumOf(name),
      `it was made from another ${name}`,
    ]),
  ];
  return wanted
    .filter(([text]) => !report.includes(text))
    .map(([, difference]) => `${EVIDENCE.report}: ${difference}`);
}
