import 'server-only';
import { makeRow } from '#lib/experiments/make-row.ts';
import type { ComparedArms } from '#lib/protocol/compared-arms.ts';
import type { ExperimentRow } from '#lib/protocol/experiment.ts';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import { isAtWork } from '#lib/protocol/is-at-work.ts';
import type { RunPlan } from '#lib/protocol/run-plan.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import { sayLines } from '#lib/skills/mask-lines.ts';
import type { ScenarioClass } from '#lib/stats/analysis/run-row.ts';
import { getExperiment } from './get-experiment.ts';
import { findScenario } from '../scenarios/find-scenario.ts';
import { getLab } from '../lab/get-lab.ts';
import { found } from '../http/handle-route.ts';
import type { Lab } from '../lab/lab.ts';
import { listExperimentRows } from './list-experiment-rows.ts';

/** More runs than this are an experiment's matter. */
export const MOST_RUNS = 200;

/** The arms of an experiment with its rows. */
export async function compareExperiment(experimentId: string): Promise<ComparedArms> {
  const { summary, plan } = found(await getExperiment(experimentId), `experiment ${experimentId}`);
  const { rows } = await listExperimentRows(experimentId);
  const [headline] = plan.rules.contrasts;
  const first = [headline?.treated, headline?.control];
  const rank = (label: string) => (first.includes(label) ? first.indexOf(label) : first.length);
  const arms = plan.arms.toSorted((a, b) => rank(a.label) - rank(b.label));
  const manyModels = plan.models.length > 1;
  const { title, status, runs, verdict } = summary;
  return {
    experiment: { experimentId, title, status, runs, verdict },
    arms: manyModels
      ? plan.models.flatMap(({ name }) =>
          arms.map(({ label, arm }) => ({ label: `${label} · ${name}`, arm })),
        )
      : arms.map(({ label, arm }) => ({ label, arm })),
    rows: manyModels ? rows.map((row) => ({ ...row, arm: `${row.arm} · ${row.model}` })) : rows,
    benefitClasses: plan.rules.benefitClasses,
    harmClasses: plan.rules.harmClasses,
    titles: Object.fromEntries(plan.scenarios.map((scenario) => [scenario.scenarioId, scenario.title])),
    atWork: 0,
    unknown: [],
    simulated: summary.simulated,
  };
}

/** Runs that somebody chose, grouped by what their agents were given. */
export async function compareRuns(runIds: readonly string[]): Promise<ComparedArms> {
  const lab = await getLab();
  const ids = [...new Set(runIds)].slice(0, MOST_RUNS);
  const views = await Promise.all(ids.map(async (id) => foldRunEvents(id, await lab.store.events.list(id))));
  const known = views.flatMap((view) => (view.plan ? [{ view, plan: view.plan }] : []));
  const models = new Set(known.map(({ plan }) => plan.model.name));
  const arms = new Map<string, ComparedArms['arms'][number]>();
  const rows: ExperimentRow[] = [];
  for (const { view, plan } of known) {
    const given = await nameArm(lab, plan);
    const label = models.size > 1 ? `${given} · ${plan.model.name}` : given;
    arms.set(label, { label, arm: plan.arm });
    if (!isAtWork(view.status)) rows.push(rowOf(view, plan, label, await classOf(lab, plan)));
  }
  const controls = (arm: string) => (arm === 'learned' ? 0 : 1);
  return {
    experiment: null,
    arms: [...arms.values()].toSorted((a, b) => controls(a.arm) - controls(b.arm)),
    rows,
    // Chosen runs have no claim; where nothing can be gained, nothing can be saved either.
    benefitClasses: ['learning', 'near', 'far'],
    harmClasses: ['negative', 'noop'],
    titles: Object.fromEntries(known.map(({ plan }) => [plan.scenarioId, plan.scenarioTitle])),
    atWork: known.length - rows.length,
    unknown: views.filter(({ plan }) => plan === null).map(({ runId }) => runId),
    simulated: known.some(({ plan }) => plan.model.simulated),
  };
}

/** As its author says; one of which nothing is said is an incident like others. */
async function classOf({ store }: Lab, { scenarioId, scenarioHash }: RunPlan): Promise<ScenarioClass> {
  const version = await findScenario(store, scenarioId, scenarioHash);
  return version?.scenario.class ?? 'near';
}

function rowOf(view: RunView, plan: RunPlan, label: string, kind: ScenarioClass): ExperimentRow {
  const place = { experimentId: '', block: 0, label, distillationId: null, attempt: 1 };
  return makeRow({ ...view, plan: { ...plan, experiment: place } }, kind);
}

/** "none", "learned", "learned v2", "v2 without line 9". */
async function nameArm({ store }: Lab, { arm, experiment, skillSource }: RunPlan): Promise<string> {
  if (experiment) return experiment.label;
  if (skillSource.kind !== 'versions') return arm;
  const versions = await Promise.all(skillSource.versionIds.map((id) => store.skillVersions.get(id)));
  const names = versions.flatMap((version) => {
    if (!version) return [];
    const { ablationOf: mask, number } = version;
    return [mask ? `v${mask.number} without ${sayLines(mask)}` : `v${number}`];
  });
  return [arm, ...names].join(' ');
}
