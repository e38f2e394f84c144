import 'server-only';
import { findScenario as findBuiltIn } from '#lib/environment/index.ts';
import type { ExperimentState } from '#lib/protocol/experiment.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { SaveScenario, SaveScenarioBody, ScenarioProblem } from '#lib/protocol/scenario.ts';
import { findScenarios, hashOf } from './find-scenario.ts';
import { getLab } from '../lab/get-lab.ts';
import { previewScenario } from './preview-scenario.ts';
import { readScenarioText } from './read-scenario-text.ts';

/** Addresses of the pages that stand where a scenario's would. */
const RESERVED: ReadonlySet<string> = new Set(['new', 'parse', 'console', 'schema', 'topologies']);

const ANY_STATE: readonly ExperimentState[] = [
  'ready',
  'running',
  'pausing',
  'paused',
  'cancelling',
  'completed',
  'stopped',
  'cancelled',
  'failed',
];

/**
 * Saves a text as the next version of the user's scenario, or as a new one (`scenarioId` null). A text that is wrong
 * comes back with its problems and changes nothing. Throws `conflict` when somebody else saved meanwhile.
 */
export async function saveScenario(
  scenarioId: string | null,
  { text, base }: SaveScenario,
): Promise<SaveScenarioBody> {
  const lab = await getLab();
  const read = readScenarioText(text);
  if (!read.ok) return read;
  const playable = previewScenario({ text, seed: 1 });
  if (!playable.ok) return playable;
  const { scenario } = read;
  const fault = faultOfId(scenarioId, scenario.id);
  if (fault) return { ok: false, problems: [atId(text, fault)] };
  const before = await lab.store.scenarios.latest(scenario.id);
  const saved = await lab.store.scenarios.save({
    scenarioId: scenario.id,
    base,
    hash: hashOf(scenario),
    text,
    definition: scenario,
  });
  return {
    ok: true,
    scenarioId: scenario.id,
    version: saved.number,
    hash: saved.hash,
    isNew: before?.number !== saved.number,
  };
}

/** Deletes a scenario that nothing uses. Throws `conflict` with what uses it. */
export async function deleteScenario(scenarioId: string, base: number): Promise<{ deleted: string }> {
  const { store } = await getLab();
  if (findBuiltIn(scenarioId)) {
    throw new LabError({ code: 'conflict', message: `${scenarioId} is built in and cannot be deleted.` });
  }
  const users = (await findScenarios(store)).filter(
    ({ scenario }) => scenario.twinOf?.scenarioId === scenarioId || scenario.transferOf === scenarioId,
  );
  if (users.length > 0) {
    const names = users.map(({ scenario }) => scenario.id).join(', ');
    throw new LabError({
      code: 'conflict',
      message: `${scenarioId} is what ${names} is compared with, so it is kept.`,
      hint: 'Take it out of twinOf or transferOf there first.',
    });
  }
  const experiments = (await store.experiments.inState(ANY_STATE)).filter(({ plan }) =>
    plan.scenarios.some((each) => each.scenarioId === scenarioId),
  );
  if (experiments.length > 0) {
    const titles = experiments.map(({ plan }) => `“${plan.title}”`).join(', ');
    throw new LabError({
      code: 'conflict',
      message: `${scenarioId} is part of ${experiments.length === 1 ? 'the experiment' : 'the experiments'} ${titles}, so it is kept.`,
      hint: 'Delete them first, or leave it.',
    });
  }
  await store.scenarios.remove(scenarioId, base);
  return { deleted: scenarioId };
}

function faultOfId(wanted: string | null, id: string): string | null {
  if (wanted !== null && wanted !== id) {
    return `this file is ${wanted}; with another id it is another scenario: duplicate it instead`;
  }
  if (findBuiltIn(id)) return `'${id}' is built in: give yours another id`;
  return RESERVED.has(id) ? `'${id}' cannot be the id of a scenario` : null;
}

function atId(text: string, message: string): ScenarioProblem {
  const line = text.split('\n').findIndex((each) => /^["']?id["']?\s*:/.test(each)) + 1;
  return { message, path: 'id', line, column: line > 0 ? 1 : 0 };
}
