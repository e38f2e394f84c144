import 'server-only';
import { sha256 } from '#lib/experiments/hash-plan.ts';
import type { CreatedExperimentBody, CreateExperiment } from '#lib/protocol/experiment-http.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import { requireScenario } from '../scenarios/find-scenario.ts';
import { getLab } from '../lab/get-lab.ts';
import type { Lab } from '../lab/lab.ts';
import { planExperiment } from './plan-experiment.ts';
import { requireValid } from '../scenarios/scenario-validity.ts';
import { startExperiment } from './steer-experiment.ts';

/** Freezes a plan and keeps everything that it names. The same request again answers with what it made. */
export async function createExperiment(input: CreateExperiment): Promise<CreatedExperimentBody> {
  const lab = await getLab();
  const { requestId, start, planHash: expected, ...wanted } = input;
  const experimentId = requestId === undefined ? lab.newId('exp') : `exp_${sha256(requestId).slice(0, 26)}`;
  const known = await lab.store.experiments.get(experimentId);
  if (known) return { experimentId, planHash: known.planHash };

  const { plan, planHash, problems, composed } = await planExperiment(lab, wanted);
  const refusals = problems.filter(({ level }) => level === 'refuse');
  if (!plan || planHash === null || refusals.length > 0) {
    const fields = Object.fromEntries(refusals.map(({ field, says }) => [field ?? 'body', says]));
    throw new LabError({
      code: 'invalid_input',
      message: refusals.map(({ says }) => says).join(' ') || 'The plan is not complete.',
      fields,
    });
  }
  if (expected !== undefined && expected !== planHash) {
    throw new LabError({
      code: 'conflict',
      message:
        'The lab has changed since the preview (a scenario, a skill or the model), so another plan would be frozen.',
      hint: 'Look at the preview again.',
    });
  }
  for (const version of composed) {
    const { version: stored } = await lab.store.skillVersions.add(version);
    // It is in no learning space: only this snapshot exists.
    await lab.store.skillVersions.markGone([stored.skillId]);
  }
  for (const { scenarioId, hash } of [...plan.scenarios, ...(plan.pipeline?.scenarios ?? [])]) {
    await keepScenario(lab, scenarioId, hash);
  }
  await lab.store.experiments.create(experimentId, plan, planHash);
  if (start) await startExperiment(experimentId);
  return { experimentId, planHash };
}

/** The exact version outlives its file; a user's incident has to have passed the validity suite. */
async function keepScenario(lab: Lab, scenarioId: string, hash: string): Promise<void> {
  const found = await requireScenario(lab.store, scenarioId, hash);
  if (found.own) await requireValid(lab, found);
  await lab.store.scenarios.keep(hash, scenarioId, found.scenario);
}
