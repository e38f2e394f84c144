import 'server-only';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import { isAtWork } from '#lib/protocol/is-at-work.ts';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import { RUNS_LOOKED_AT } from '#lib/protocol/runs-looked-at.ts';
import type { SkillUseBody } from '#lib/protocol/skill-use.ts';
import type { SkillVersion } from '#lib/protocol/skill.ts';
import { noteOfModels } from '#lib/protocol/simulated-note.ts';
import { matchSteps } from '#lib/skills/match-steps.ts';
import { tallyUse, type UsingRun } from '#lib/skills/tally-use.ts';
import { getLab } from '../lab/get-lab.ts';
import { getSkill } from './get-skill.ts';
import { found } from '../http/handle-route.ts';
import type { Lab } from '../lab/lab.ts';

/** What of an ended run is asked again and again: folding its log is what costs. */
type ReadRun = Pick<RunView, 'calls' | 'started' | 'evaluation'>;
const KEPT = 2 * RUNS_LOOKED_AT;
const ended = new Map<string, ReadRun>();

/** Which runs followed, ignored or were misled by each line of a version; the newest one when none is named. */
export async function getSkillUse(idOrName: string, wanted: string | null): Promise<SkillUseBody> {
  const { skill, versions } = found(await getSkill(idOrName), `skill ${idOrName}`);
  const version = found(
    wanted
      ? versions.find(({ versionId, number }) => wanted === versionId || wanted === `${number}`)
      : versions.find(({ versionId }) => versionId === skill.latestVersionId),
    `version ${wanted ?? ''} of this skill`,
  );
  const lab = await getLab();
  const lists = await Promise.all([
    lab.store.runs.list({ limit: RUNS_LOOKED_AT }),
    lab.store.runs.list({ limit: RUNS_LOOKED_AT, experiment: 'any' }),
  ]);
  const runs = new Map(lists.flatMap((list) => list.runs).map((run) => [run.runId, run]));
  const readers = [...runs.values()].filter(({ calls }) => calls.skill > 0);
  const using = await Promise.all(readers.map((run) => usingRun(lab, run, versions)));
  const users = using.filter((each) => each !== null);
  const userIds = new Set(users.map(({ run }) => run.runId));
  const models = readers.filter(({ runId }) => userIds.has(runId)).map(({ plan }) => plan.model);
  return { ...tallyUse(versions, version, users, runs.size), agentNote: noteOfModels(models) };
}

async function usingRun(
  lab: Lab,
  run: RunSummary,
  versions: readonly SkillVersion[],
): Promise<UsingRun | null> {
  const view = await readRun(lab, run);
  const offered = view.started?.skills.map(({ versionId }) => versionId) ?? [];
  const version = versions.find(({ versionId }) => offered.includes(versionId));
  if (!version) return null;
  const match = matchSteps({ name: version.name, files: version.files }, view);
  if (match.openedAt === null) return null;
  const { plan, status } = run;
  return {
    run: {
      runId: run.runId,
      scenarioTitle: plan.scenarioTitle,
      seed: plan.seed,
      arm: plan.experiment?.label ?? plan.arm,
      outcome: status.state === 'completed' ? status.outcome : null,
      experimentId: plan.experiment?.experimentId ?? null,
    },
    versionId: version.versionId,
    match,
  };
}

async function readRun(lab: Lab, run: RunSummary): Promise<ReadRun> {
  const known = ended.get(run.runId);
  if (known) return known;
  const { calls, started, evaluation } = foldRunEvents(run.runId, await lab.store.events.list(run.runId));
  const read = { calls, started, evaluation };
  if (!isAtWork(run.status)) {
    ended.set(run.runId, read);
    for (const oldest of ended.keys()) {
      if (ended.size <= KEPT) break;
      ended.delete(oldest);
    }
  }
  return read;
}
