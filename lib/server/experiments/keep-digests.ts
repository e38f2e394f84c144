import 'server-only';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { digestExperiment, type ArmSource } from '#lib/experiments/over-time/digest-experiment.ts';
import type { PlannedArm, PlannedSkill } from '#lib/protocol/experiment-plan.ts';
import { experimentDigestSchema, type ExperimentDigest } from '#lib/protocol/over-time.ts';
import type { SkillVersion } from '#lib/protocol/skill.ts';
import { findScenario } from '../scenarios/find-scenario.ts';
import type { Lab } from '../lab/lab.ts';

/** What was read once, by experiment and rows. Bounded: a lab with more is asked again. */
const KEPT = 500;
const known = new Map<string, ExperimentDigest>();

/** Those at work, so that a page that asks while the lab still makes them waits for the same work. */
const making = new Map<string, Promise<ExperimentDigest | null>>();

/**
 * A digest of every analysed experiment, oldest first. Each is made once and stored: when its experiment ends, or (one that an
 * earlier version of the lab analysed) when the lab starts.
 */
export async function readDigests(lab: Lab): Promise<ExperimentDigest[]> {
  const digests: ExperimentDigest[] = [];
  for (const { experimentId, rowsHash, json } of await lab.store.digests.list()) {
    const key = `${experimentId} ${rowsHash}`;
    const digest = known.get(key) ?? readStored(json) ?? (await makeOnce(lab, experimentId, rowsHash));
    if (!digest) continue;
    known.set(key, digest);
    digests.push(digest);
  }
  for (const oldest of known.keys()) {
    if (known.size <= KEPT) break;
    known.delete(oldest);
  }
  return digests;
}

/** null: there is none, or another version of the lab made it. */
function readStored(json: string | null): ExperimentDigest | null {
  if (json === null) return null;
  const parsed = experimentDigestSchema.safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : null;
}

function makeOnce(lab: Lab, experimentId: string, rowsHash: string): Promise<ExperimentDigest | null> {
  const key = `${experimentId} ${rowsHash}`;
  const begun = making.get(key) ?? makeDigest(lab, experimentId, rowsHash).finally(() => making.delete(key));
  making.set(key, begun);
  return begun;
}

async function makeDigest(
  lab: Lab,
  experimentId: string,
  rowsHash: string,
): Promise<ExperimentDigest | null> {
  const { store } = lab;
  // Hundreds of rows each: everything else has its turn in between.
  await nextTurn();
  const experiment = await store.experiments.get(experimentId);
  if (!experiment) return null;
  const { plan, planHash, createdAt, verdict } = experiment;
  const sources = new Map<string, ArmSource>();
  for (const arm of plan.arms) sources.set(arm.label, await sourceOf(lab, arm));
  const digest = digestExperiment({
    experimentId,
    plan,
    planHash,
    createdAt,
    verdict,
    rows: await store.experiments.rows(experimentId),
    distillations: await store.experiments.distillations(experimentId),
    sourceOf: ({ label }) => sources.get(label) ?? { lessons: null, families: [] },
  });
  await store.digests.save(experimentId, rowsHash, JSON.stringify(digest));
  return digest;
}

async function sourceOf(lab: Lab, { skills, fromPipeline }: PlannedArm): Promise<ArmSource> {
  if (fromPipeline) return { lessons: 1, families: [] };
  const teachers = new Set<string>();
  for (const skill of skills) for (const runId of await teachersOf(lab, skill)) teachers.add(runId);
  if (teachers.size === 0) return { lessons: null, families: [] };
  const families = await Promise.all([...teachers].map((runId) => familyOf(lab, runId)));
  return {
    lessons: teachers.size,
    families: [...new Set(families.filter((family) => family !== null))].toSorted(),
  };
}

async function teachersOf(lab: Lab, { skillId, versionId }: PlannedSkill): Promise<string[]> {
  return taughtBy(await lab.store.skillVersions.listBySkill(skillId), versionId);
}

/** The runs behind a version and those before it. Content that came back by a roll-back knows what it knew the first time. */
export function taughtBy(versions: readonly SkillVersion[], versionId: string): string[] {
  const number = Math.min(
    ...versions.filter((each) => each.versionId === versionId).map((each) => each.number),
  );
  const before = versions.filter((each) => each.number <= number);
  return [...new Set(before.flatMap(({ provenance }) => provenance.runId ?? []))];
}

export async function familyOf(lab: Lab, runId: string): Promise<string | null> {
  const run = await lab.store.runs.get(runId);
  const found = run ? await findScenario(lab.store, run.plan.scenarioId) : null;
  return found?.scenario.family ?? null;
}
