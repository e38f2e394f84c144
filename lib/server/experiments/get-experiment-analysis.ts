import 'server-only';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { analyseExperiment } from '#lib/experiments/analyse-experiment.ts';
import { ANALYSIS_FORMAT, type ExperimentAnalysis } from '#lib/stats/experiment-analysis.ts';
import { getLab } from '../lab/get-lab.ts';
import { found } from '../http/handle-route.ts';
import type { Lab } from '../lab/lab.ts';

/** Ours, under the hash of its rows; its shape is the type's, and its format is checked. */
const analysisSchema = z.custom<ExperimentAnalysis>(
  (value) => z.object({ format: z.literal(ANALYSIS_FORMAT) }).safeParse(value).success,
);
/** Of an earlier lab: only what cannot be made anew from plan and rows. */
const earlierSchema = z.object({ complete: z.boolean() });

/** How old an interim analysis may be; ms. */
const INTERIM_MS = 5_000;
const interim = new Map<string, { at: number; rows: number; analysis: Promise<ExperimentAnalysis> }>();

/**
 * The analysis as it was stored at the end; before that one of the rows so far, `complete: false`, made at most every five seconds and
 * only when there are new rows. Null while there is nothing to analyse.
 */
export async function getExperimentAnalysis(experimentId: string): Promise<ExperimentAnalysis | null> {
  const lab = await getLab();
  const stored = await readAnalysis(lab, experimentId);
  if (stored) return stored;
  const { plan, planHash } = found(
    await lab.store.experiments.get(experimentId),
    `experiment ${experimentId}`,
  );
  const count = await lab.store.experiments.countRows(experimentId);
  if (count === 0) return null;
  const known = interim.get(experimentId);
  if (known && (known.rows === count || lab.clock.now() - known.at < INTERIM_MS)) return known.analysis;
  const make = async () => {
    const rows = await lab.store.experiments.rows(experimentId);
    const distillations = await lab.store.experiments.distillations(experimentId);
    return analyseExperiment({
      plan,
      planHash,
      rows,
      distillations,
      complete: false,
      pause: () => nextTurn(),
    });
  };
  const analysis = make();
  interim.clear();
  interim.set(experimentId, { at: lab.clock.now(), rows: count, analysis });
  analysis.catch(() => interim.delete(experimentId));
  return analysis;
}

/** The stored one; null while there is none. One that an earlier lab stored is made anew from the same plan and rows, and kept. */
export async function readAnalysis(lab: Lab, experimentId: string): Promise<ExperimentAnalysis | null> {
  const stored = await lab.store.experiments.analysis(experimentId);
  if (!stored) return null;
  const value: unknown = JSON.parse(stored.json);
  const current = analysisSchema.safeParse(value);
  if (current.success) return current.data;
  const { complete } = earlierSchema.parse(value);
  const { plan, planHash } = found(
    await lab.store.experiments.get(experimentId),
    `experiment ${experimentId}`,
  );
  const rows = await lab.store.experiments.rows(experimentId);
  const distillations = await lab.store.experiments.distillations(experimentId);
  const analysis = await analyseExperiment({
    plan,
    planHash,
    rows,
    distillations,
    complete,
    pause: () => nextTurn(),
  });
  await lab.store.experiments.saveAnalysis(experimentId, {
    rowsHash: analysis.rowsHash,
    json: JSON.stringify(analysis),
    verdict: { ...analysis.verdict, complete },
  });
  return analysis;
}
