import {
  lengthOf,
  placeboSkill,
  isWithinTolerance,
  referenceSkill,
  type ComposedSkill,
} from '#lib/experiments/library/compose-skill.ts';
import type { LearnedFrom } from '#lib/experiments/classify-scenario.ts';
import { learningCostOf } from '#lib/experiments/learning-cost.ts';
import { LIBRARY_SPACE } from '#lib/protocol/library-space.ts';
import type { NewExperiment, PlanProblem } from '#lib/protocol/experiment-http.ts';
import { nameFamily } from '#lib/protocol/family-names.ts';
import type { ExperimentPlan, PlannedArm, PlannedSkill } from '#lib/protocol/experiment-plan.ts';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import type { SkillVersion } from '#lib/protocol/skill.ts';
import { hashFiles } from '#lib/skills/hash-files.ts';
import type { NewSkillVersion } from '#lib/store/index.ts';
import { storyHere } from '../story/current-story.ts';
import { findScenario } from '../scenarios/find-scenario.ts';
import type { Lab } from '../lab/lab.ts';
import { pickPrevious, pickVersions } from '../skills/pick-published.ts';

/** Where the lab keeps skills that it wrote itself for an arm; no space of Acontext. */

export interface ResolvedArms {
  arms: PlannedArm[];
  learnedFrom: LearnedFrom;
  learning: ExperimentPlan['learning'];
  problems: PlanProblem[];
  /** Versions that the plan names and the store has yet to hold. */
  composed: NewSkillVersion[];
}

type Wanted = NewExperiment['arms'][number];

/** Turns what was asked of each arm into exact skill versions. Writes nothing. */
export async function resolveArms(lab: Lab, input: NewExperiment): Promise<ResolvedArms> {
  const problems: PlanProblem[] = [];
  const composed: NewSkillVersion[] = [];
  const refuse = (code: string, says: string, subject: string) =>
    problems.push({ level: 'refuse', code, says, field: 'arms', subject });
  const isPipeline = input.claim === 'pipeline';

  const versionsOf = async (label: string, ids: readonly string[]) => {
    const found = await Promise.all(ids.map((id) => lab.store.skillVersions.get(id)));
    for (const [index, version] of found.entries()) {
      if (!version) refuse('unknown_version', `There is no skill version ${ids[index] ?? ''}.`, label);
    }
    return found.filter((version) => version !== null);
  };
  const wantedOf = (arm: Wanted['arm']) => input.arms.find((each) => each.arm === arm);
  const learnedWanted = wantedOf('learned');
  const learned = learnedWanted?.versionIds
    ? await versionsOf('learned', learnedWanted.versionIds)
    : isPipeline
      ? []
      : await pickVersions(lab, await learnedByStory(lab), learnedWanted?.pick);
  const learnedFrom = isPipeline ? await pipelineSources(lab, input) : await sourcesOf(lab, learned);
  const families =
    learnedFrom.families.length > 0 ? learnedFrom.families : await familiesOf(lab, input.scenarioIds);

  const compose = (skill: ComposedSkill): PlannedSkill => {
    const version = newVersion(skill);
    composed.push(version);
    return plannedSkill({ ...version, number: 1 });
  };

  const resolve = async (wanted: Wanted, label: string): Promise<Omit<PlannedArm, 'label' | 'arm'>> => {
    const given = (skills: readonly SkillVersion[], note: string) => ({
      skills: skills.map(plannedSkill),
      fromPipeline: false,
      note,
    });
    const nothing = { skills: [], fromPipeline: false, note: null };
    if (wanted.arm === 'none') return nothing;
    if (wanted.versionIds) {
      const skills = await versionsOf(label, wanted.versionIds);
      if (wanted.arm === 'placebo') checkLength(label, skills);
      return given(skills, 'Chosen by hand.');
    }
    switch (wanted.arm) {
      case 'learned':
        if (isPipeline)
          return {
            ...nothing,
            fromPipeline: true,
            note: 'What each independent learning of this experiment writes.',
          };
        if (learned.length === 0)
          refuse(
            wanted.pick === 'published' ? 'nothing_published' : 'nothing_learned',
            wanted.pick === 'published'
              ? 'No skill of the current story has a published version: publish one on its page, or choose a version.'
              : 'Nothing has been learned in this story yet: run Act 1 first, or choose skill versions.',
            label,
          );
        return given(
          learned,
          `The ${wanted.pick ?? 'newest'} version of every skill that the current story learned.`,
        );
      case 'previous': {
        const { skills, note, missing } = await pickPrevious(lab, learned, wanted.pick);
        if (skills.length === 0) refuse('no_previous', missing, label);
        return given(skills, note);
      }
      case 'reference': {
        const skill = referenceSkill(families);
        if (!skill) {
          refuse(
            'no_reference',
            `The lab has no hand-written skill for ${families.map(nameFamily).join(', ') || 'these incidents'}; choose versions for this arm.`,
            label,
          );
          return nothing;
        }
        return {
          skills: [compose(skill)],
          fromPipeline: false,
          note: `Written by hand for ${skill.families.map(nameFamily).join(', ')}; comes with the lab.`,
        };
      }
      case 'placebo':
        return placebo(label);
    }
  };

  const placebo = async (label: string): Promise<Omit<PlannedArm, 'label' | 'arm'>> => {
    const nothing = { skills: [], fromPipeline: false, note: null };
    const target = targetLength(learned);
    if (target === 0) {
      refuse(
        'no_placebo_target',
        'A placebo is as long as the learned skill, which is not known before the experiment; choose a version for it.',
        label,
      );
      return nothing;
    }
    const other = await otherLearned(lab, {
      target,
      families,
      not: new Set(learned.map(({ skillId }) => skillId)),
    });
    if (other) {
      return {
        skills: [plannedSkill(other)],
        fromPipeline: false,
        note: `Learned from another family; ${lengthOf(other.files)} characters for ${target}.`,
      };
    }
    const skill = placeboSkill(target, families);
    if (!skill) {
      refuse(
        'no_placebo',
        `Neither a learned nor a hand-written skill of another family is within 10 % of ${target} characters; choose a version for it.`,
        label,
      );
      return nothing;
    }
    return {
      skills: [compose(skill)],
      fromPipeline: false,
      note: `Written by hand for ${skill.families.map(nameFamily).join(', ')} and brought to ${lengthOf(skill.files)} characters for ${target}.`,
    };
  };

  const checkLength = (label: string, skills: readonly SkillVersion[]) => {
    const [length, target] = [targetLength(skills), targetLength(learned)];
    if (target === 0 || isWithinTolerance(length, target)) return;
    problems.push({
      level: 'warn',
      code: 'placebo_length',
      says: `The placebo has ${length} characters and the learned skill ${target}: the two differ in more than their content.`,
      field: 'arms',
      subject: label,
    });
  };

  const arms: PlannedArm[] = [];
  for (const wanted of input.arms) {
    const label = wanted.label ?? freeLabel(wanted.arm, arms);
    arms.push({ label, arm: wanted.arm, ...(await resolve(wanted, label)) });
  }
  return { arms, learnedFrom, learning: await learningOf(lab, learned), problems, composed };
}

const targetLength = (versions: readonly SkillVersion[]): number =>
  versions.reduce((sum, { files }) => sum + lengthOf(files), 0);

function freeLabel(arm: string, taken: readonly PlannedArm[]): string {
  const count = taken.filter((other) => other.arm === arm).length;
  return count === 0 ? arm : `${arm} ${count + 1}`;
}

function plannedSkill(
  version: Pick<SkillVersion, 'versionId' | 'skillId' | 'name' | 'number' | 'contentHash' | 'files'>,
): PlannedSkill {
  const { versionId, skillId, name, number, contentHash, files } = version;
  return { versionId, skillId, name, number, contentHash, length: lengthOf(files) };
}

function newVersion({ name, description, files, families }: ComposedSkill): NewSkillVersion {
  const contentHash = hashFiles(files);
  return {
    versionId: `skv_${contentHash.slice(0, 16)}`,
    skillId: `${LIBRARY_SPACE}-${families.join('+')}-${contentHash.slice(0, 8)}`,
    spaceId: LIBRARY_SPACE,
    name,
    description,
    contentHash,
    files,
    isDefault: false,
    provenance: { runId: null, sessionId: null, taskIds: [], distillation: null },
  };
}

async function learnedByStory(lab: Lab): Promise<SkillVersion[]> {
  const story = await storyHere(lab);
  if (!story?.spaceId) return [];
  const skills = await lab.store.skillVersions.summaries({ spaceId: story.spaceId });
  const versions = await Promise.all(
    skills
      .filter(({ isDefault, live }) => live && !isDefault)
      .map(({ skillId }) => lab.store.skillVersions.latestBySkill(skillId)),
  );
  return versions.filter((version) => version !== null);
}

/** Every run that taught these versions or one before them. */
async function teachersOf(lab: Lab, versions: readonly SkillVersion[]): Promise<string[]> {
  const runs = new Set<string>();
  for (const { skillId, number } of versions) {
    for (const earlier of await lab.store.skillVersions.listBySkill(skillId)) {
      if (earlier.number <= number && earlier.provenance.runId) runs.add(earlier.provenance.runId);
    }
  }
  return [...runs];
}

async function sourcesOf(lab: Lab, versions: readonly SkillVersion[]): Promise<LearnedFrom> {
  const runs = await Promise.all((await teachersOf(lab, versions)).map((id) => lab.store.runs.get(id)));
  const scenarioIds = [...new Set(runs.flatMap((run) => (run ? [run.plan.scenarioId] : [])))];
  return { scenarioIds, families: await familiesOf(lab, scenarioIds) };
}

async function pipelineSources(lab: Lab, { pipeline, scenarioIds }: NewExperiment): Promise<LearnedFrom> {
  const ids = pipeline?.scenarioIds ?? (await learningScenarios(lab, scenarioIds));
  return { scenarioIds: ids, families: await familiesOf(lab, ids) };
}

/** The learning incidents of the families of some incidents: what a pipeline learns from by default. */
export async function learningScenarios(lab: Lab, scenarioIds: readonly string[]): Promise<string[]> {
  const ids = new Set<string>();
  for (const id of scenarioIds) {
    const found = await findScenario(lab.store, id);
    if (found?.scenario.class === 'learning') ids.add(id);
    else if (found?.scenario.transferOf) ids.add(found.scenario.transferOf);
  }
  return [...ids].toSorted();
}

async function familiesOf(lab: Lab, scenarioIds: readonly string[]): Promise<string[]> {
  const found = await Promise.all(scenarioIds.map((id) => findScenario(lab.store, id)));
  return [...new Set(found.flatMap((each) => each?.scenario.family ?? []))].filter(
    (family) => family !== 'noop',
  );
}

/** The closest in length of the skills that were learned from other families, when it is close enough. */
async function otherLearned(
  lab: Lab,
  { target, families, not }: { target: number; families: readonly string[]; not: ReadonlySet<string> },
): Promise<SkillVersion | null> {
  const candidates: SkillVersion[] = [];
  for (const { skillId, isDefault, spaceId, taughtBy } of await lab.store.skillVersions.summaries()) {
    if (isDefault || spaceId === LIBRARY_SPACE || not.has(skillId) || taughtBy.length === 0) continue;
    const version = await lab.store.skillVersions.latestBySkill(skillId);
    if (!version || !isWithinTolerance(lengthOf(version.files), target)) continue;
    const source = await sourcesOf(lab, [version]);
    const isOther =
      source.families.length > 0 && source.families.every((family) => !families.includes(family));
    if (isOther) candidates.push(version);
  }
  const distance = ({ files }: SkillVersion) => Math.abs(lengthOf(files) - target);
  return candidates.toSorted((a, b) => distance(a) - distance(b))[0] ?? null;
}

/** What it cost to learn: the runs that taught it, and what the pipeline took where Acontext tells. */
async function learningOf(lab: Lab, versions: readonly SkillVersion[]): Promise<ExperimentPlan['learning']> {
  const runIds = await teachersOf(lab, versions);
  if (runIds.length === 0) return null;
  const views = await Promise.all(
    runIds.map(async (id) => foldRunEvents(id, await lab.store.events.list(id, 0))),
  );
  // A run that was removed has no log any more.
  if (views.some(({ plan }) => plan === null)) return null;
  const models = [...new Set(views.flatMap(({ plan }) => plan?.model.name ?? []))];
  return { runIds, cost: learningCostOf(views), models };
}
