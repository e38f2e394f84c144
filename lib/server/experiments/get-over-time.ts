import 'server-only';
import { LIBRARY_SPACE } from '#lib/protocol/library-space.ts';
import { foldCurves } from '#lib/experiments/over-time/fold-curves.ts';
import { foldStoryRuns } from '#lib/experiments/over-time/fold-story-runs.ts';
import { foldTransfer } from '#lib/experiments/over-time/fold-transfer.ts';
import { foldVersions } from '#lib/experiments/over-time/fold-versions.ts';
import { pairsOfModel } from '#lib/experiments/over-time/measured-pairs.ts';
import type { Bank } from '#lib/experiments/over-time/offer-experiment.ts';
import type {
  ExperimentDigest,
  LearningCurve,
  OverTimeBody,
  OverTimeQuery,
} from '#lib/protocol/over-time.ts';
import { SIMULATED_NOTE } from '#lib/protocol/simulated-note.ts';
import { findScenarios } from '../scenarios/find-scenario.ts';
import { getLab } from '../lab/get-lab.ts';
import { familyOf, readDigests, taughtBy } from './keep-digests.ts';
import type { Lab } from '../lab/lab.ts';

const LEVEL = 0.95;
/** Runs outside of experiments that are looked at, the newest. */
const LOOKED_AT = 200;

/** Learning over time, transfer between families and the effect of each skill version, of one model. */
export async function getOverTime({ model: wanted, skill }: OverTimeQuery): Promise<OverTimeBody> {
  const lab = await getLab();
  const digests = (await readDigests(lab)).filter(({ isAA }) => !isAA);
  const { runs } = await lab.store.runs.list({ limit: LOOKED_AT });
  const models = modelsOf(digests);
  for (const { plan } of runs) {
    if (plan.model.kind === 'person' || models.some(({ name }) => name === plan.model.name)) continue;
    models.push({ name: plan.model.name, simulated: plan.model.simulated, runs: 0 });
  }
  const chosen =
    models.find(({ name }) => name === wanted) ??
    models.find(({ name, runs: count }) => name === lab.model.info.name && count > 0) ??
    models[0];
  const model = chosen?.name ?? null;
  const pairs = model === null ? [] : pairsOfModel(digests, model);
  const own = pairs.filter(({ treatedArm }) => isAbout(treatedArm.skills, skill));
  const stories =
    skill === undefined && model !== null
      ? await storyCurves(
          lab,
          runs.filter(({ plan }) => plan.model.name === model),
        )
      : [];
  const used = new Set(pairs.map(({ experimentId }) => experimentId));
  return {
    model,
    models,
    note: chosen?.simulated ? SIMULATED_NOTE : null,
    basis: {
      experiments: digests
        .filter(({ experimentId }) => used.has(experimentId))
        .map(({ experimentId, title, planHash }) => ({ experimentId, title, planHash })),
      runs: digests
        .filter(({ experimentId }) => used.has(experimentId))
        .reduce((sum, each) => sum + each.runs, 0),
    },
    curves: [...foldCurves(own, LEVEL), ...stories].filter(
      ({ skillId, name }) => skill === undefined || skillId === skill || name === skill,
    ),
    versions: foldVersions(own, LEVEL).filter(
      ({ skillId, name }) => skill === undefined || skillId === skill || name === skill,
    ),
    transfer: foldTransfer(pairs, await bankOf(lab), LEVEL),
  };
}

const isAbout = (skills: readonly { skillId: string; name: string }[], wanted: string | undefined): boolean =>
  wanted === undefined || skills.some(({ skillId, name }) => skillId === wanted || name === wanted);

/** Those with the most runs first. */
function modelsOf(digests: readonly ExperimentDigest[]): OverTimeBody['models'] {
  const models = new Map<string, OverTimeBody['models'][number]>();
  for (const { models: used, runs } of digests) {
    for (const { name, simulated } of used) {
      const before = models.get(name)?.runs ?? 0;
      models.set(name, { name, simulated, runs: before + Math.round(runs / used.length) });
    }
  }
  return [...models.values()].toSorted((a, b) => b.runs - a.runs);
}

async function storyCurves(
  lab: Lab,
  runs: Awaited<ReturnType<Lab['store']['runs']['list']>>['runs'],
): Promise<LearningCurve[]> {
  const stories = await lab.store.stories.list();
  return stories.flatMap(({ storyId, spaceId }) => {
    const own = runs.filter(({ plan }) => plan.storyId === storyId);
    return spaceId === null || own.length === 0
      ? []
      : (foldStoryRuns({ storyId, spaceId, runs: own }, LEVEL) ?? []);
  });
}

/** The lab's families, and the skills that experiments can be offered with. */
async function bankOf(lab: Lab): Promise<Bank> {
  const scenarios = (await findScenarios(lab.store)).map(({ scenario }) => scenario);
  const groups = Map.groupBy(
    scenarios.filter(
      (each) => each.family !== undefined && each.class !== 'noop' && each.class !== 'negative',
    ),
    ({ family }) => family ?? '',
  );
  const families = [...groups].map(([family, members]) => ({
    family,
    learn: members.find((each) => each.class === 'learning')?.id ?? null,
    tests: members.filter((each) => each.class !== 'learning').map(({ id }) => id),
  }));
  return { families: families.filter(({ family }) => family !== 'noop'), skills: await skillsOf(lab) };
}

async function skillsOf(lab: Lab): Promise<Bank['skills']> {
  const skills: Bank['skills'] = [];
  for (const {
    skillId,
    spaceId,
    isDefault,
    live,
    latestVersionId,
  } of await lab.store.skillVersions.summaries()) {
    if (isDefault || !live || spaceId === LIBRARY_SPACE) continue;
    const versions = await lab.store.skillVersions.listBySkill(skillId);
    const [newest] = versions;
    const taught = await Promise.all(
      taughtBy(versions, latestVersionId).map((runId) => familyOf(lab, runId)),
    );
    const families = [...new Set(taught.filter((family) => family !== null))];
    if (newest && families.length > 0) {
      skills.push({ families, versionId: newest.versionId, name: newest.name, number: newest.number });
    }
  }
  return skills;
}
