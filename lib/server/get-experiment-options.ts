import 'server-only';
import { lengthOf } from '#lib/experiments/library/compose-skill.ts';
import type { ExperimentOptions } from '#lib/protocol/experiment-http.ts';
import { analysisRulesSchema } from '#lib/protocol/experiment-plan.ts';
import { DEFAULT_LIMITS } from '#lib/protocol/run-plan.ts';
import { STORY_SCENARIOS } from '#lib/protocol/story-scenarios.ts';
import { defaultRules } from '#lib/stats/analysis/analysis-rules.ts';
import { standingsOf } from '#lib/skills/standing-of.ts';
import { storyHere } from './current-story.ts';
import { findScenario, findScenarios, type FoundScenario } from './find-scenario.ts';
import { getLab } from './get-lab.ts';
import { standingOf } from './get-skill-decisions.ts';
import type { Lab } from './lab.ts';
import { listModels } from './model-of.ts';
import { LIBRARY_SPACE } from './resolve-arms.ts';

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
    limits: DEFAULT_LIMITS,
    rules: rulesOf(),
    presets: presetsOf(found),
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
  for (const skill of await lab.store.skillVersions.summaries()) {
    if (skill.isDefault) continue;
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
        standing: standingOf(standings, version.versionId).standing,
        isDefaultChoice:
          skill.live && skill.spaceId === story?.spaceId && version.versionId === skill.latestVersionId,
      });
    }
  }
  return choices;
}

/** Three sizes and an A/A, filled from the incidents that there are: near ones first, then twins, no-ops and others. */
function presetsOf(found: readonly FoundScenario[]): ExperimentOptions['presets'] {
  const ids = (wanted: string) =>
    found.filter(({ scenario }) => scenario.class === wanted).map(({ scenario }) => scenario.id);
  const [near, far, negative, noop] = [ids('near'), ids('far'), ids('negative'), ids('noop')];
  const benefit = [...near, ...far];
  const arms: ExperimentOptions['presets'][number]['arms'] = [
    { arm: 'none' },
    { arm: 'learned' },
    { arm: 'placebo' },
  ];
  const size = (
    id: string,
    title: string,
    of: { benefit: number; negative: number; noop: number; seeds: number },
  ) => ({
    id,
    title,
    claim: 'across-families' as const,
    scenarioIds: [
      ...benefit.slice(0, of.benefit),
      ...negative.slice(0, of.negative),
      ...noop.slice(0, of.noop),
    ],
    seeds: of.seeds,
    arms,
  });
  const { act1, act2 } = STORY_SCENARIOS;
  const family = found.find(({ scenario }) => scenario.id === act1)?.scenario.family;
  const twins = found.filter(({ scenario }) => scenario.class === 'negative' && scenario.family === family);
  return [
    {
      id: 'story',
      title: 'Does the skill of Act 1 help in Act 2?',
      claim: 'incident',
      // With the twins and no-ops of its family, so that harm can be bounded: 3 or more of them times ten seeds.
      scenarioIds: [act2, ...twins.map(({ scenario }) => scenario.id), ...noop],
      seeds: 10,
      arms,
    },
    size('quick', 'Quick look', { benefit: 6, negative: 2, noop: 1, seeds: 3 }),
    size('standard', 'Standard', { benefit: 12, negative: 6, noop: 2, seeds: 5 }),
    size('full', 'Full', { benefit: 24, negative: 12, noop: 4, seeds: 5 }),
    {
      id: 'aa',
      title: 'A/A: no skill twice',
      claim: 'across-families',
      scenarioIds: benefit.slice(0, 12),
      seeds: 5,
      arms: [{ arm: 'none' }, { arm: 'none' }],
    },
  ];
}
