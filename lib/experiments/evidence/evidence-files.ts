import { z } from 'zod';
import { experimentPlanSchema, type ExperimentPlan } from '#lib/protocol/experiment-plan.ts';
import { distillationSchema } from '#lib/protocol/experiment.ts';
import { skillFileSchema } from '#lib/protocol/skill.ts';
import type { ExperimentAnalysis } from '#lib/stats/experiment-analysis.ts';
import { canonicalJson } from '#lib/utils/canonical-json.ts';

/** What an evidence bundle holds, by path. */
export const EVIDENCE = {
  readme: 'README.txt',
  experiment: 'experiment.json',
  plan: 'plan.json',
  events: 'events.ndjson',
  rows: 'rows.csv',
  analysis: 'analysis.json',
  report: 'report.html',
  checksums: 'checksums.txt',
  scenario: (hash: string) => `scenarios/${hash}.json`,
  skill: (versionId: string) => `skills/${versionId}.json`,
} as const;

export const EVIDENCE_FORMAT = 'auto-learn-lab/evidence@1';

export const evidenceExperimentSchema = z.object({
  format: z.literal(EVIDENCE_FORMAT),
  experimentId: z.string(),
  planHash: z.string(),
  rowsHash: z.string(),
  /** Whether all planned blocks were run. */
  complete: z.boolean(),
  verdict: z.object({ code: z.string(), sentence: z.string() }),
  distillations: z.array(distillationSchema),
  /** SIMULATED_NOTE, or null for a real model. */
  note: z.string().nullable(),
});
export type EvidenceExperiment = z.infer<typeof evidenceExperimentSchema>;

export const evidenceSkillSchema = z.object({
  versionId: z.string(),
  contentHash: z.string(),
  name: z.string(),
  files: z.array(skillFileSchema),
});
export const evidencePlanSchema = experimentPlanSchema;

/** The files as they are written, to the byte; the report names their checksums. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
export const planText = (plan: ExperimentPlan): string => `${canonicalJson(plan)}\n`;
export const analysisText = (analysis: ExperimentAnalysis): string => jsonText(analysis);

export function evidenceReadme(
  { experimentId, note, verdict, planHash }: EvidenceExperiment,
  title: string,
): string {
  return [
    `Evidence of the experiment ${experimentId}: ${title}`,
    ...(note === null ? [] : [note]),
    `Verdict: ${verdict.sentence}`,
    `Plan (SHA-256 of its canonical JSON): ${planHash}`,
    '',
    'Check it offline in the project with: npm run verify -- <this file>',
    'That recomputes every row from the raw events and the analysis from the rows, and compares both with what is written here.',
    'report.html: all of it to read, without network or scripts.',
    'plan.json: what was frozen before the first run. events.ndjson: every event of every run. rows.csv: one line per run.',
    'scenarios/, skills/: the exact versions that were used. checksums.txt: SHA-256 of every file. Nothing here is signed.',
    '',
  ].join('\n');
}
