import 'server-only';
import { LIBRARY_SPACE } from '#lib/protocol/library-space.ts';
import { lengthOf } from '#lib/experiments/library/compose-skill.ts';
import { makePresets } from '#lib/experiments/make-presets.ts';
import type { ExperimentOptions } from '#lib/protocol/experiment-http.ts';
import { analysisRulesSchema } from '#lib/protocol/experiment-plan.ts';
import { DEFAULT_LIMITS } from '#lib/protocol/run-plan.ts';
import { defaultRules } from '#lib/stats/analysis/analysis-rules.ts';
import { standingsOf } from '#lib/skills/standing-of.ts';
import { storyHere } from '../story/current-story.ts';
import { findScenario, findScenarios } from '../scenarios/find-scenario.ts';
import { getLab } from '../lab/get-lab.ts';
import { standingOf } from '../skills/get-skill-decisions.ts';
import type { Lab } from '../lab/lab.ts';
import { listModels } from '../lab/model-of.ts';

/** What a builder can choose from. */
export async function getExperimentOptions(): Promise<ExperimentOptions> {
  const lab = await getLab();
  const found = await findScenarios(lab.store);
  return {
    scenarios: found.map(({ scenario }) => ({
      scenarioId: scenario.id,
      title: scenario.title,
      summary: scenario.summary,
      family: scenario.family ?? null,
      class: scenario.class ?? 'near',
      transferOf: scenario.transferOf ?? null,
      twinOf: scenario.twinOf?.scenarioId ?? null,
    })),
    skills: await listSkillChoices(lab),
    models: listModels(lab),
    modelServer: lab.config.openai ? lab.model.info.host : null,
    limits: DEFAULT_LIMITS,
    rules: rulesOf(),
    presets: makePresets(
      found.map(({ scenario: { id, family, class: name, twinOf } }) => ({
        scenarioId: id,
        family: family ?? null,
        class: name ?? null,
        twinOf: twinOf?.scenarioId ?? null,
      })),
    ),
  };
}

function rulesOf(): ExperimentOptions['rules'] {
  const of = (claim: Parameters<typeof defaultRules>[0]) => analysisRulesSchema.parse(defaultRules(claim));
  return {
    incident: of('incident'),
    family: of('family'),
    'across-families': of('across-families'),
    pipeline: of('pipeline'),
    models: of('models'),
  };
}

async function listSkillChoices(lab: Lab): Promise<ExperimentOptions['skills']> {
  const story = await storyHere(lab);
  const choices: ExperimentOptions['skills'] = [];
  const learnings = await lab.store.experiments.learnedSkills();
  const seen = new Set<string>();
  for (const skill of await lab.store.skillVersions.summaries()) {
    if (skill.isDefault) continue;
    const experimentId = learnings.get(skill.skillId) ?? null;
    // Many learnings write the same; one of them stands for all.
    if (experimentId !== null && seen.has(skill.latestVersionId)) continue;
    if (experimentId !== null) seen.add(skill.latestVersionId);
    const [teacher] = skill.taughtBy;
    const run = teacher === undefined ? null : await lab.store.runs.get(teacher);
    const source = run ? await findScenario(lab.store, run.plan.scenarioId) : null;
    const family =
      source?.scenario.family ??
      (skill.spaceId === LIBRARY_SPACE ? skill.skillId.split('-').slice(1, -1).join('-') || null : null);
    const standings = standingsOf(await lab.store.decisions.list(skill.skillId));
    for (const version of await lab.store.skillVersions.listBySkill(skill.skillId)) {
      choices.push({
        versionId: version.versionId,
        skillId: skill.skillId,
        name: skill.name,
        number: version.number,
        family,
        length: lengthOf(version.files),
        live: skill.live,
        experimentId,
        standing: standingOf(standings, version.versionId).standing,
        isDefaultChoice:
          skill.live && skill.spaceId === story?.spaceId && version.versionId === skill.latestVersionId,
      });
    }
  }
  return choices;
}
