import type { BudgetGuard, Spent } from '#lib/experiments/guard-budget.ts';
import { learningCostOf } from '#lib/experiments/learning-cost.ts';
import { lengthOf } from '#lib/experiments/library/compose-skill.ts';
import { planLearnings, type PlannedLearning } from '#lib/experiments/plan-learnings.ts';
import type { Distillation } from '#lib/protocol/experiment.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import type { StoredExperiment } from '#lib/store/index.ts';
import { uuidFrom } from '#lib/utils/uuid-from.ts';
import { askedToStop, type Asked, type Ending } from './asked-to-stop.ts';
import { experimentRunId } from './experiment-run-id.ts';
import type { Execution } from './experiment-work.ts';
import { inParallel } from './in-parallel.ts';
import type { Lab } from '../lab/lab.ts';
import { runStepwise } from './run-stepwise.ts';
import { snapshotSkills } from '../runs/snapshot-skills.ts';

/** The place of a learning run beside those of the plan's arms. */
export const LEARNING_BLOCK = -1;
export const LEARNING_LABEL = 'learning';
export const LEARNINGS_AT_ONCE = 4;

interface Parts {
  work: Execution;
  guard: BudgetGuard;
}

/**
 * The independent learnings of the pipeline claim: each an ordinary run with a session, in a learning space of its own that nothing
 * else teaches. What it writes becomes skill versions, which its arm's runs are given. Returns why it came to an end before the last one, if it did.
 */
export async function learnPipeline(
  lab: Lab,
  experiment: StoredExperiment,
  of: Parts,
): Promise<Ending | null> {
  const { plan, experimentId } = experiment;
  const { work, guard } = of;
  const learned = await lab.store.experiments.distillations(experimentId);
  for (const { cost } of learned) guard.spend('learning', spentOf(cost));
  const done = new Set(learned.map(({ distillationId }) => distillationId));
  work.learningsAtBegin = done.size;
  const todo = planLearnings(plan).filter(({ distillationId }) => !done.has(distillationId));
  let ending: Ending | null = null;
  await inParallel(Math.min(LEARNINGS_AT_ONCE, plan.concurrency), guard.isBlind('learning'), async () => {
    const learning = ending ? undefined : todo.shift();
    if (!learning) return false;
    ending ??= (await askedToStop(lab, experimentId)) ?? guard.reserve('learning', 1);
    if (ending) return false;
    const made = await learnOnce(lab, experiment, learning, of).finally(() => guard.release('learning', 1));
    if ('distillationId' in made) await lab.store.experiments.setDistillation(experimentId, made);
    else ending ??= (await askedToStop(lab, experimentId)) ?? made;
    return true;
  });
  return ending;
}

const spentOf = ({ tokens, cost }: Distillation['cost']): Spent => ({ tokens: tokens ?? 0, cost });

/** Tried again so often, whatever was tried before a pause; then the experiment pauses by itself. */
async function learnOnce(
  lab: Lab,
  { plan, experimentId }: StoredExperiment,
  learning: PlannedLearning,
  { work, guard }: Parts,
): Promise<Distillation | Asked> {
  const { distillationId, scenario, seed } = learning;
  const [model] = plan.models;
  if (!model) throw new Error(`Experiment ${experimentId} has no model`);
  const failed: { runId: string; says: string }[] = [];
  const tried: RunView[] = [];
  for (let attempt = 1, tries = 0; tries < plan.maxAttempts; attempt += 1) {
    const place = { experimentId, block: LEARNING_BLOCK, label: LEARNING_LABEL, distillationId, attempt };
    const runId = experimentRunId(place, { quiet: false });
    const known = await lab.store.runs.get(runId);
    // What failed before a pause is not tried again under its name.
    if (!known || !hasLearned(known)) tries += 1;
    const spaceId = await ownSpace(lab, runId).catch(whyNoSpace);
    if (typeof spaceId !== 'string') {
      const says = `Paused by itself, because the learning space of learning ${distillationId} could not be made: ${spaceId.message} A resume tries again.`;
      return { state: 'paused', says };
    }
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
    if (!view || (view.status.state === 'cancelled' && (await isEnding(lab, experimentId, work))))
      return { state: 'cancelled' };
    guard.spend('learning', spentOf(learningCostOf([view])));
    const { status } = view.learning;
    if (status.state === 'completed' || status.state === 'skipped') {
      return distillationOf(lab, view, { learning, spaceId, attempt, failed, tried });
    }
    tried.push(view);
    failed.push({ runId, says: whyFailed(view) });
  }
  const says = failed.at(-1)?.says ?? 'its runs fail';
  return {
    state: 'paused',
    says: `Paused by itself, because learning ${distillationId} failed ${plan.maxAttempts} times: ${says} A resume tries again.`,
  };
}

/** Its learning has ended too. */
const hasLearned = ({ status, learning }: RunSummary): boolean =>
  status.state === 'failed' ||
  status.state === 'cancelled' ||
  (status.state === 'completed' && learning.state !== 'none' && learning.state !== 'running');

/** Acontext is away or refuses, and no run could learn now. A defect is thrown on. */
function whyNoSpace(error: unknown): LabError {
  if (error instanceof LabError && error.code.startsWith('acontext_')) return error;
  throw error;
}

/** Else somebody cancelled that run alone, which is a try that taught nothing. */
const isEnding = async (lab: Lab, experimentId: string, { abort }: Execution): Promise<boolean> =>
  abort.signal.aborted || (await askedToStop(lab, experimentId)) !== null;

function whyFailed({ status, learning }: RunView): string {
  if (status.state === 'cancelled') return 'Its run was cancelled.';
  if (status.state === 'failed') return status.error.message;
  return learning.status.state === 'failed' ? learning.status.error.message : 'It ended without an outcome.';
}

async function distillationOf(
  lab: Lab,
  view: RunView,
  of: {
    learning: PlannedLearning;
    spaceId: string;
    attempt: number;
    failed: NonNullable<Distillation['failed']>;
    /** The runs of those. */
    tried: readonly RunView[];
  },
): Promise<Distillation> {
  const { learning, runId, status } = view;
  const written = learning.skills.filter(({ isDefault }) => !isDefault);
  return {
    distillationId: of.learning.distillationId,
    runId,
    attempt: of.attempt,
    failed: of.failed,
    verified: status.state === 'completed' && status.outcome === 'verified',
    spaceId: of.spaceId,
    scenarioId: of.learning.scenario.scenarioId,
    seed: of.learning.seed,
    skills: await Promise.all(
      written.map(async ({ skillId, versionId, name }) => {
        const version = await lab.store.skillVersions.get(versionId, skillId);
        const skill = { skillId, versionId, name };
        return version
          ? Object.assign(skill, { number: version.number, length: lengthOf(version.files) })
          : skill;
      }),
    ),
    cost: learningCostOf([...of.tried, view]),
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
