import { createHash } from 'node:crypto';
import { z } from 'zod';
import { checkStream } from '#lib/protocol/check-stream.ts';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import { runEventSchema, type RunEvent } from '#lib/protocol/run-event.ts';
import type { ExperimentPlan } from '#lib/protocol/experiment-plan.ts';
import type { ExperimentRow } from '#lib/protocol/experiment.ts';
import type { RunPlan } from '#lib/protocol/run-plan.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import { noteOfModels } from '#lib/protocol/simulated-note.ts';
import { hashFiles } from '#lib/skills/hash-files.ts';
import { canonicalJson } from '#lib/utils/canonical-json.ts';
import { analyseExperiment } from '../analyse-experiment.ts';
import { hashPlan } from '../hash-plan.ts';
import { makeRow } from '../make-row.ts';
import { hashRows } from '../order-rows.ts';
import { planBlocks, type Block } from '../plan-blocks.ts';
import { rowsCsv } from '../rows-csv.ts';
import { checkLearnings } from './check-learnings.ts';
import { checkPlaces } from './check-places.ts';
import { checkReport } from './check-report.ts';
import {
  EVIDENCE,
  evidenceExperimentSchema,
  evidencePlanSchema,
  evidenceReadme,
  evidenceSkillSchema,
  type EvidenceExperiment,
} from './evidence-files.ts';

export interface EvidenceReport {
  /** What differs, in sentences; empty for a bundle that holds. */
  differences: string[];
  /** What was recomputed, tries that failed and learnings among them. */
  runs: number;
  /** How much of the plan that fills, in runs. */
  places: { planned: number; filled: number };
  verdict: string | null;
  note: string | null;
  title: string | null;
}

/** Hash of a scenario's content, as the lab makes it. Passed in, because scenarios are another module's. */
export type HashScenario = (definition: unknown) => string;

/**
 * Recomputes a bundle: checksums, the hash of the plan and of everything that it names, each run's row from its events, and the analysis
 * from the rows. Throws for what is no bundle at all.
 */
export async function verifyEvidence(
  files: ReadonlyMap<string, Uint8Array>,
  hashScenario: HashScenario,
): Promise<EvidenceReport> {
  const differences: string[] = checkSums(files);
  const say = (difference: string) => differences.push(difference);
  const experiment = read(files, EVIDENCE.experiment, evidenceExperimentSchema);
  const plan = read(files, EVIDENCE.plan, evidencePlanSchema);
  if (hashPlan(plan) !== experiment.planHash)
    say(`${EVIDENCE.plan}: its hash is not the one that was frozen`);
  differences.push(...checkScenarios(files, plan, hashScenario), ...checkSkills(files, plan, experiment));

  const note = noteOfModels(plan.models);
  if (experiment.note !== note)
    say(
      `${EVIDENCE.experiment}: ${note === null ? 'it has a note that no model here needs' : `it does not say "${note}"`}`,
    );
  if (textOf(files, EVIDENCE.readme) !== evidenceReadme({ ...experiment, note }, plan.title))
    say(`${EVIDENCE.readme}: it is not what the lab writes about this experiment`);

  const runs = readRuns(files);
  const classes = new Map(plan.scenarios.map((scenario) => [scenario.scenarioId, scenario.class]));
  const blocks = planBlocks(plan);
  const rows: ExperimentRow[] = [];
  const learningRuns = new Map<string, RunView>();
  for (const [runId, events] of runs) {
    for (const fault of checkStream(events)) say(`run ${runId}: ${fault}`);
    const view = foldRunEvents(runId, events);
    const place = view.plan?.experiment;
    if (!view.plan || place?.experimentId !== experiment.experimentId) {
      say(`run ${runId}: it does not belong to this experiment`);
      continue;
    }
    if (place.block < 0) {
      learningRuns.set(runId, view);
      continue;
    }
    const fault = misplaced(view.plan, plan, experiment, blocks[place.block]);
    if (fault !== null) say(`run ${runId}: ${fault}`);
    const scenarioClass = classes.get(view.plan.scenarioId);
    if (scenarioClass) rows.push(makeRow(view, scenarioClass));
  }
  differences.push(...checkLearnings(plan, experiment.distillations, learningRuns));
  const places = checkPlaces(plan, blocks, rows, experiment.complete);
  differences.push(...places.differences);
  const csv = rowsCsv(rows, note);
  if (csv !== textOf(files, EVIDENCE.rows))
    say(`${EVIDENCE.rows}: ${firstDifference(csv, textOf(files, EVIDENCE.rows))}`);
  if (hashRows(rows) !== experiment.rowsHash)
    say('The rows recomputed from the events have another hash than the rows that were analysed');

  const analysis = await analyseExperiment({
    plan,
    planHash: experiment.planHash,
    rows,
    distillations: experiment.distillations,
    complete: experiment.complete && places.filled === places.planned,
  });
  const { code, sentence } = analysis.verdict;
  if (code !== experiment.verdict.code || sentence !== experiment.verdict.sentence) {
    say(`Verdict: the bundle says "${experiment.verdict.sentence}", the recomputation "${sentence}"`);
  }
  const stated: unknown = JSON.parse(textOf(files, EVIDENCE.analysis));
  const recomputed: unknown = JSON.parse(JSON.stringify(analysis));
  if (canonicalJson(stated) !== canonicalJson(recomputed)) {
    say(
      `${EVIDENCE.analysis}: ${pathOfDifference(stated, recomputed) ?? 'it differs'} is not what comes out of the rows`,
    );
  }
  differences.push(...checkReport(files, analysis));
  const { planned, filled } = places;
  return {
    differences,
    runs: runs.size,
    places: { planned, filled },
    verdict: sentence,
    note,
    title: plan.title,
  };
}

function checkSums(files: ReadonlyMap<string, Uint8Array>): string[] {
  const listed = new Map(
    textOf(files, EVIDENCE.checksums)
      .split('\n')
      .filter(Boolean)
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
  const names = [...files.keys()].filter((name) => name !== EVIDENCE.checksums);
  return [
    ...names.flatMap((name) => {
      const sum = listed.get(name);
      if (sum === undefined) return [`${name}: it is not in ${EVIDENCE.checksums}`];
      const data = files.get(name) ?? new Uint8Array();
      return createHash('sha256').update(data).digest('hex') === sum
        ? []
        : [`${name}: its checksum is another one`];
    }),
    ...[...listed.keys()].filter((name) => !files.has(name)).map((name) => `${name}: it is missing`),
  ];
}

function checkScenarios(
  files: ReadonlyMap<string, Uint8Array>,
  plan: ExperimentPlan,
  hashScenario: HashScenario,
): string[] {
  return [...plan.scenarios, ...(plan.pipeline?.scenarios ?? [])].flatMap(({ scenarioId, hash }) => {
    const path = EVIDENCE.scenario(hash);
    if (!files.has(path)) return [`${path}: the version of ${scenarioId} that was played is missing`];
    return hashScenario(JSON.parse(textOf(files, path))) === hash
      ? []
      : [`${path}: it is not the version of ${scenarioId} that was played`];
  });
}

function checkSkills(
  files: ReadonlyMap<string, Uint8Array>,
  plan: ExperimentPlan,
  { distillations }: EvidenceExperiment,
): string[] {
  const planned = new Map(
    plan.arms.flatMap(({ skills }) => skills.map(({ versionId, contentHash }) => [versionId, contentHash])),
  );
  const made = distillations.flatMap(({ skills }) => skills.map(({ versionId }) => versionId));
  return [...new Set([...planned.keys(), ...made])].flatMap((versionId) => {
    const path = EVIDENCE.skill(versionId);
    if (!files.has(path)) return [`${path}: a skill version that was given to an arm is missing`];
    const skill = read(files, path, evidenceSkillSchema);
    const hash = hashFiles(skill.files);
    const isSame =
      hash === (planned.get(versionId) ?? skill.contentHash) && versionId === `skv_${hash.slice(0, 16)}`;
    return isSame ? [] : [`${path}: its content is not that of the version`];
  });
}

/** Why a run's own plan does not fit its place; null when it does. */
function misplaced(
  run: RunPlan,
  plan: ExperimentPlan,
  { distillations }: EvidenceExperiment,
  block: Block | undefined,
): string | null {
  const place = run.experiment;
  const planned = block?.runs.find(
    ({ arm, distillationId }) => arm.label === place?.label && distillationId === place.distillationId,
  );
  if (!block || !planned) return 'the plan has no such place';
  if (run.scenarioHash !== block.scenario.hash || run.seed !== block.seed)
    return 'it played another incident than planned';
  if (run.model.name !== block.model.name || run.model.simulated !== block.model.simulated)
    return 'it had another model than planned';
  if (canonicalJson(run.limits) !== canonicalJson(plan.limits)) return 'it had other limits than planned';
  const learned = distillations.find(({ distillationId }) => distillationId === planned.distillationId);
  const wanted = (planned.arm.fromPipeline ? (learned?.skills ?? []) : planned.arm.skills).map(
    ({ versionId }) => versionId,
  );
  const given = run.skillSource.kind === 'versions' ? run.skillSource.versionIds : [];
  return canonicalJson(wanted) === canonicalJson(given) ? null : 'it was given other skills than its arm';
}

function readRuns(files: ReadonlyMap<string, Uint8Array>): Map<string, RunEvent[]> {
  const events = textOf(files, EVIDENCE.events)
    .split('\n')
    .filter(Boolean)
    .map((line) => runEventSchema.parse(JSON.parse(line)));
  return Map.groupBy(events, ({ runId }) => runId);
}

function textOf(files: ReadonlyMap<string, Uint8Array>, name: string): string {
  const data = files.get(name);
  if (!data) throw new Error(`This is no evidence bundle: ${name} is missing.`);
  return new TextDecoder().decode(data);
}

function read<T>(files: ReadonlyMap<string, Uint8Array>, name: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(JSON.parse(textOf(files, name)));
  if (!parsed.success) throw new Error(`${name} cannot be read: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function firstDifference(recomputed: string, stated: string): string {
  const [mine, theirs] = [recomputed.split('\r\n'), stated.split('\r\n')];
  const line = mine.findIndex((text, index) => text !== theirs[index]);
  return `line ${(line < 0 ? mine.length : line) + 1} is not what the events say`;
}

/** Where two JSON values differ first: `paired.verdict.code`. */
function pathOfDifference(a: unknown, b: unknown, path = ''): string | null {
  if (canonicalJson(a ?? null) === canonicalJson(b ?? null)) return null;
  const isNode = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null;
  if (!isNode(a) || !isNode(b)) return path;
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const found = pathOfDifference(a[key], b[key], path ? `${path}.${key}` : key);
    if (found !== null) return found;
  }
  return path;
}
