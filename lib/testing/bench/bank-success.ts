import { parseArgs } from 'node:util';
import { noSkills } from '#lib/acontext/index.ts';
import { listScenarios, readBank, type ScenarioDefinition } from '#lib/environment/index.ts';
import { createChatModel, createOfflineModel } from '#lib/models/index.ts';
import { SIMULATED_NOTE } from '#lib/protocol/model-info.ts';
import type { SkillAccess } from '#lib/protocol/ports.ts';
import {
  type Arm,
  ARMS,
  HELD_OUT_FAMILIES,
  isHeldOutSeed,
  LATER_INCIDENTS,
  parseSeeds,
  partitionOf,
  type Result,
} from './bank/parts.ts';
import { play } from './bank/play.ts';
import { reportOf, tableOf } from './bank/report.ts';
import { openSchool, type Taught } from './bank/school.ts';

/**
 * How the offline model does on the bank: every incident without skills, with the skill that it learned itself from its
 * family's learning incident (at a development seed, through the embedded Acontext), and with a placebo, the skill of
 * another family of about the same length. What the model was developed on and what not is told apart.
 *
 *   npm run bench:bank -- [--seeds 1-30] [--families a,b] [--development | --held-out] [--skills] [--json]
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1-12' },
    families: { type: 'string' },
    development: { type: 'boolean', default: false },
    'held-out': { type: 'boolean', default: false },
    /** Prints the learned skills as well. */
    skills: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

/** The development seed from which every family's skill is learned. */
const TEACHING_SEED = 1;

const familyOf = ({ id, family }: ScenarioDefinition): string =>
  id.startsWith('classic-') ? 'classic' : (family ?? 'no-op');

const wantedFamilies = values.families?.split(',');
const scenarios = listScenarios().filter((scenario) => {
  const family = familyOf(scenario);
  if (values.development && (HELD_OUT_FAMILIES.has(family) || LATER_INCIDENTS.has(scenario.id))) return false;
  return wantedFamilies?.includes(family) ?? true;
});
const seeds = parseSeeds(values.seeds).filter((seed) => !values.development || !isHeldOutSeed(seed));

const model = createChatModel({ kind: 'offline', handler: createOfflineModel() });
const school = await openSchool(model);

/** Skills by family; placebos may come from families that are not measured. */
async function teachAll(): Promise<Map<string, Taught>> {
  const taught = new Map<string, Taught>();
  for (const scenario of listScenarios()) {
    if (scenario.class !== 'learning' || taught.has(familyOf(scenario))) continue;
    if (values.development && HELD_OUT_FAMILIES.has(familyOf(scenario))) continue;
    taught.set(familyOf(scenario), await school.teach(scenario, TEACHING_SEED));
  }
  return taught;
}

/** What a skill is about; two families can teach the same. */
const subjectOf = (taught: Taught | undefined): string =>
  /^## [^:\n]*: (.*?)(?: \(date|$)/m.exec(
    taught?.files.map(({ content }) => content).join('\n') ?? '',
  )?.[1] ?? '';

/** The family whose skill is nearest in length and about something else. */
function placeboFor(family: string, taught: ReadonlyMap<string, Taught>): string | null {
  const own = taught.get(family)?.length ?? 0;
  const subject = subjectOf(taught.get(family));
  const [other] = [...taught]
    .filter(([name, one]) => name !== family && one.length > 0 && subjectOf(one) !== subject)
    .toSorted((a, b) => Math.abs(a[1].length - own) - Math.abs(b[1].length - own) || (a[0] < b[0] ? -1 : 1));
  return other?.[0] ?? null;
}

const begin = performance.now();
const taught = await teachAll();
const placebos = new Map(
  [...new Set(scenarios.map(familyOf))].map((family) => [family, placeboFor(family, taught)]),
);
const results: Result[] = [];
for (const scenario of scenarios) {
  const family = familyOf(scenario);
  const access: Record<Arm, SkillAccess | null> = {
    none: noSkills,
    // A family without a learning incident of its own, and the learning incident itself, have no skill to use.
    learned: scenario.class === 'learning' ? null : (taught.get(family)?.access ?? null),
    placebo: scenario.class === 'learning' ? null : (taught.get(placebos.get(family) ?? '')?.access ?? null),
  };
  for (const seed of seeds) {
    const partition = partitionOf(scenario.id, family, seed);
    if (values['held-out'] && partition === 'development') continue;
    for (const arm of ARMS) {
      const skills = access[arm];
      if (!skills) continue;
      const played = await play(scenario, seed, { model, skills, recorder: null });
      results.push({
        scenarioId: scenario.id,
        family,
        class: scenario.class ?? 'no class',
        seed,
        partition,
        arm,
        ...played,
      });
    }
  }
}
await school.close();

const reports = reportOf(results);
const seconds = ((performance.now() - begin) / 1000).toFixed(0);
if (values.json) {
  console.log(JSON.stringify({ note: SIMULATED_NOTE, seeds, teachingSeed: TEACHING_SEED, reports, results }));
} else {
  console.log(`${SIMULATED_NOTE}; seeds ${values.seeds}, ${results.length} runs in ${seconds} s`);
  for (const { file, message } of readBank().problems) console.log(`left out: ${file}: ${message}`);
  for (const [family, { length, verified, findings, files }] of taught) {
    console.log(
      `skill of ${family}: ${length} characters, learned from a run that was ${verified ? '' : 'not '}verified; its placebo is the skill of ${placebos.get(family) ?? 'nobody'}${findings.map((text) => `\n  lint: ${text}`).join('')}`,
    );
    if (values.skills) for (const { path, content } of files) console.log(`--- ${path}\n${content}`);
  }
  console.log(tableOf(reports));
}
process.exit(0);
