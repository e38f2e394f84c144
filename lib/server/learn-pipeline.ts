import { distillationIds } from '#lib/experiments/plan-blocks.ts';
import type { Distillation } from '#lib/protocol/experiment.ts';
import type { PlannedScenario } from '#lib/protocol/experiment-plan.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import { summariseRun } from '#lib/protocol/summarise-run.ts';
import type { StoredExperiment } from '#lib/store/index.ts';
import { uuidFrom } from '#lib/utils/uuid-from.ts';
import { askedToStop, type Asked } from './asked-to-stop.ts';
import { experimentRunId } from './experiment-run-id.ts';
import type { Execution } from './experiment-work.ts';
import type { Lab } from './lab.ts';
import { runStepwise } from './run-stepwise.ts';
import { snapshotSkills } from './snapshot-skills.ts';

/** Seeds of learning runs begin here, so that none tells an incident as a test run does. */
const FIRST_SEED = 1001;
export const LEARNING_BLOCK = -1;
export const LEARNING_LABEL = 'learning';
/** The place of a learning run beside those of the plan's arms. */
const AT_ONCE = 4;

/**
 * The independent learnings of the pipeline claim: each an ordinary run with a session, in a learning space of its own that nothing
 * else teaches. What it writes becomes skill versions, which its arm's runs are given. Returns what somebody asked for meanwhile.
 */
export async function learnPipeline(
  lab: Lab,
  experiment: StoredExperiment,
  work: Execution,
): Promise<Asked | null> {
  const { plan, experimentId } = experiment;
  const done = new Set(
    (await lab.store.experiments.distillations(experimentId)).map(({ distillationId }) => distillationId),
  );
  const todo = distillationIds(plan).filter((id) => !done.has(id));
  let asked: Asked | null = null;
  const takeOn = async () => {
    for (let id = todo.shift(); id !== undefined && !asked; id = todo.shift()) {
      asked ??= await askedToStop(lab, experimentId);
      if (asked) return;
      const learned = await learnOnce(lab, experiment, id, work);
      if (learned) await lab.store.experiments.setDistillation(experimentId, learned);
      else asked ??= (await askedToStop(lab, experimentId)) ?? { state: 'cancelled' };
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, plan.concurrency) }, takeOn));
  return asked;
}

/** null when the experiment is to stop. Throws when no attempt could learn. */
async function learnOnce(
  lab: Lab,
  { plan, experimentId }: StoredExperiment,
  distillationId: string,
  work: Execution,
): Promise<Distillation | null> {
  const index = distillationIds(plan).indexOf(distillationId);
  const sources = plan.pipeline?.scenarios ?? [];
  const scenario = sources[index % sources.length];
  const [model] = plan.models;
  if (!scenario || !model) throw new Error(`Experiment ${experimentId} has nothing to learn from`);
  const seed = FIRST_SEED + index;
  for (let attempt = 1; attempt <= plan.maxAttempts; attempt += 1) {
    const place = { experimentId, block: LEARNING_BLOCK, label: LEARNING_LABEL, distillationId, attempt };
    const runId = experimentRunId(place, { quiet: false });
    const spaceId = await ownSpace(lab, runId);
    work.runs.add(runId);
    const view = await runStepwise(
      lab,
      runId,
      {
        scenarioId: scenario.scenarioId,
        scenarioTitle: scenario.title,
        scenarioHash: scenario.hash,
        seed,
        act: null,
        arm: 'none',
        skillSource: { kind: 'none' },
        learnsInto: spaceId,
        storyId: null,
        pace: 'instant',
        limits: plan.limits,
        model,
        acontext: plan.acontext,
        experiment: place,
      },
      { signal: work.abort.signal, ended: hasLearned },
    ).finally(() => work.runs.delete(runId));
    if (!view || view.status.state === 'cancelled') return null;
    const { status } = view.learning;
    if (status.state === 'completed' || status.state === 'skipped') {
      return distillationOf(view, { distillationId, spaceId, scenario, seed });
    }
  }
  throw new LabError({
    code: 'learning_failed',
    message: `Learning ${distillationId} failed ${plan.maxAttempts} times.`,
    hint: 'Its runs, in the list of the runs of this experiment, say why.',
  });
}

/** Its learning has ended too. */
const hasLearned = ({ status, learning }: RunSummary): boolean =>
  status.state === 'failed' ||
  status.state === 'cancelled' ||
  (status.state === 'completed' && learning.state !== 'none' && learning.state !== 'running');

function distillationOf(
  view: RunView,
  of: { distillationId: string; spaceId: string; scenario: PlannedScenario; seed: number },
): Distillation {
  const { calls, inputTokens, outputTokens, cost } = summariseRun(view);
  const { learning, runId } = view;
  return {
    distillationId: of.distillationId,
    runId,
    spaceId: of.spaceId,
    scenarioId: of.scenario.scenarioId,
    seed: of.seed,
    skills: learning.skills
      .filter(({ isDefault }) => !isDefault)
      .map(({ skillId, versionId, name }) => ({ skillId, versionId, name })),
    cost: { calls: calls.total, tokens: inputTokens + outputTokens, cost },
    note: learning.status.state === 'skipped' ? learning.status.reason : null,
  };
}

/** A learning space for one run, found again by its marker after a crash. */
async function ownSpace(lab: Lab, runId: string): Promise<string> {
  const { place, store, acontext } = lab;
  const marker = uuidFrom(`space of ${runId} at ${place.server} ${place.keyMark}`);
  const known = (await store.remotes.list()).filter((remote) => remote.marker === marker);
  const kept = known.find(({ state }) => state === 'kept');
  if (kept) return kept.id;
  await store.remotes.track({ place, kind: 'space', id: marker, marker, runId, state: 'intended' });
  const { spaceId } = await acontext.learningSpaces.create({ marker, checkFirst: known.length > 0 });
  await store.remotes.settle(place, marker, spaceId);
  await snapshotSkills(lab, spaceId, { runId: null, sessionId: null, taskIds: [], distillation: null });
  return spaceId;
}
