import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SaveScenarioBody } from '#lib/protocol/scenario.ts';
import { GOOD_TEXT } from '#lib/testing/hostile-texts.ts';
import { openTestLab, type TestLab } from '#lib/testing/open-test-lab.ts';
import { asked, finished } from '#lib/testing/played-moves.ts';
import { temporaryLab, type TemporaryLab } from '#lib/testing/temporary-lab.ts';
import { findScenario, requireScenario } from './find-scenario.ts';
import { getScenario } from './get-scenario.ts';
import { getScenarioAnswer } from './get-scenario-answer.ts';
import { exportScenario, getScenarioSource } from './get-scenario-source.ts';
import { listScenarios } from './list-scenarios.ts';
import { playMove } from '../runs/play-move.ts';
import { rerunRun } from '../runs/rerun-run.ts';
import { deleteScenario, saveScenario } from './save-scenario.ts';
import { checkValidity, getValidity, requireValid } from './scenario-validity.ts';
import { startRun } from '../runs/start-run.ts';

let folder: TemporaryLab;
let test: TestLab;
beforeEach(async () => {
  folder = temporaryLab();
  test = await openTestLab({}, folder.dataDir);
});
afterEach(async () => {
  await test.close();
  folder.remove();
});

const OTHER_TEXT = GOOD_TEXT.replace('value: 20, range', 'value: 24, range');

async function saved(text: string, base: number): Promise<Extract<SaveScenarioBody, { ok: true }>> {
  const body = await saveScenario(base === 0 ? null : 'victim', { text, base });
  if (!body.ok) throw new Error(body.problems.map(({ message }) => message).join('; '));
  return body;
}

const conflict = { info: { code: 'conflict' } };
const start = (scenarioId: string, agent?: 'person') =>
  startRun({ scenarioId, seed: 1, arm: 'none', pace: 'instant', learns: false, ...(agent && { agent }) });

/** What the config of the service says in the run, as its agent would read it. */
async function readIn(runId: string): Promise<string> {
  await playMove(runId, asked(1, 'read_config', { service_name: 'orders-api' }));
  const events = await test.events(runId);
  const call = events.find((event) => event.type === 'tool_call.completed');
  return call?.type === 'tool_call.completed' ? call.data.result : '';
}

describe('a scenario of one’s own', () => {
  it('is listed beside the built-in ones, can be run, and its answer is told only when asked for', async () => {
    await saved(GOOD_TEXT, 0);
    const { scenarios } = await listScenarios();
    const entry = scenarios.find(({ scenarioId }) => scenarioId === 'victim');
    expect(entry).toMatchObject({
      own: true,
      version: 1,
      topology: 'shop',
      validity: { state: 'unchecked' },
    });
    expect(scenarios.filter(({ own }) => !own).length).toBeGreaterThan(20);
    const page = await getScenario('victim');
    expect(page).toMatchObject({ redHerrings: 1, entryService: 'edge-gateway' });
    expect(JSON.stringify(page)).not.toContain('pool_covers');
    expect(await getScenarioAnswer('victim')).toMatchObject({
      root: { key: 'db_pool_max', stored: '20', cause: [{ name: 'pool_covers' }] },
    });
    const { runId } = await start('victim');
    expect((await test.settled(runId)).status.state).toBe('completed');
  });

  it('keeps every save as a version, comments and all, and refuses one on top of an older', async () => {
    await saved(GOOD_TEXT, 0);
    expect(await saved(GOOD_TEXT, 1)).toMatchObject({ version: 1, isNew: false });
    const second = await saved(OTHER_TEXT, 1);
    expect(second).toMatchObject({ version: 2, isNew: true });
    await expect(saveScenario('victim', { text: GOOD_TEXT, base: 1 })).rejects.toMatchObject(conflict);
    await expect(saveScenario(null, { text: GOOD_TEXT, base: 0 })).rejects.toMatchObject(conflict);
    const source = await getScenarioSource('victim');
    expect(source).toMatchObject({ version: 2, text: OTHER_TEXT });
    expect(source.versions.map(({ version }) => version)).toEqual([2, 1]);
    const file = await exportScenario('victim', 1);
    expect(await file.text()).toBe(GOOD_TEXT);
    expect(file.headers.get('content-disposition')).toContain('victim-v1.yaml');
  });

  it('cannot take the name of a built-in one, change its own, or be saved with a mistake', async () => {
    const named = (id: string) => GOOD_TEXT.replace('id: victim', `id: ${id}`);
    for (const id of ['classic-act-1', 'new']) {
      expect(await saveScenario(null, { text: named(id), base: 0 })).toMatchObject({
        ok: false,
        problems: [{ path: 'id', line: 2 }],
      });
    }
    await saved(GOOD_TEXT, 0);
    expect(await saveScenario('victim', { text: named('another'), base: 1 })).toMatchObject({ ok: false });
    const broken = GOOD_TEXT.replace('pool_covers', 'magic');
    expect(await saveScenario('victim', { text: broken, base: 1 })).toMatchObject({ ok: false });
    expect((await getScenarioSource('victim')).version).toBe(1);
    expect(await findScenario(test.lab.store, 'another')).toBeNull();
  });

  it('stays in a run as it was when the run began: played on, after a restart, and run again', async () => {
    const first = await saved(GOOD_TEXT, 0);
    const { runId } = await start('victim', 'person');
    await saved(OTHER_TEXT, 1);
    await test.close();
    test = await openTestLab({}, folder.dataDir);
    expect(await readIn(runId)).toContain('"db_pool_max": 20');
    await playMove(runId, finished(2, 'Nothing found.'));
    const run = await test.until(runId, ({ status }) => status.state === 'completed');
    expect(run.plan.scenarioHash).toBe(first.hash);
    const again = await rerunRun(runId);
    expect(await readIn(again.runId)).toContain('"db_pool_max": 20');
    const fresh = await start('victim', 'person');
    expect(await readIn(fresh.runId)).toContain('"db_pool_max": 24');
  });

  it('can be deleted only while nothing uses it, and what uses it is said', async () => {
    await saved(GOOD_TEXT, 0);
    const twin = GOOD_TEXT.replace('id: victim', 'id: twin').replace(
      'class: learning',
      'class: near\ntransferOf: victim',
    );
    expect(await saveScenario(null, { text: twin, base: 0 })).toMatchObject({ ok: true });
    await expect(deleteScenario('victim', 1)).rejects.toMatchObject({
      info: { message: expect.stringContaining('twin') },
    });
    await deleteScenario('twin', 1);
    const { runId } = await start('victim');
    await test.settled(runId);
    await expect(deleteScenario('victim', 1)).rejects.toMatchObject({
      info: { message: expect.stringContaining('One run uses victim') },
    });
    await expect(deleteScenario('classic-act-1', 1)).rejects.toMatchObject(conflict);
    expect(await findScenario(test.lab.store, 'twin')).toBeNull();
  });
});

describe('the built-in scenarios', () => {
  it('give a run their version, which outlives a later change of the file', async () => {
    const { runId } = await start('classic-act-1', 'person');
    const { plan } = await test.until(runId, () => true);
    const { hash, scenario } = await requireScenario(test.lab.store, 'classic-act-1');
    expect(plan.scenarioHash).toBe(hash);
    await test.lab.store.scenarios.keep('of an earlier lab', scenario.id, {
      ...scenario,
      title: 'As it was',
    });
    const earlier = await findScenario(test.lab.store, 'classic-act-1', 'of an earlier lab');
    expect(earlier?.scenario.title).toBe('As it was');
    expect(await findScenario(test.lab.store, 'classic-act-1', 'unknown')).toBeNull();
  });

  it('have files that are read as they are', async () => {
    const { text, own, versions } = await getScenarioSource('classic-act-1');
    expect(text).toContain('id: classic-act-1');
    expect({ own, versions }).toEqual({ own: false, versions: [] });
  });
});

describe('the validity suite', () => {
  const until = async (scenarioId: string) => {
    for (;;) {
      const validity = await getValidity(scenarioId);
      if (validity.state !== 'running') return validity;
      await test.lab.sleep(50);
    }
  };

  it('runs in the background, says how far it is, and remembers its report for this very content', async () => {
    await saved(GOOD_TEXT, 0);
    expect(await getValidity('victim')).toEqual({ state: 'unchecked' });
    expect(await checkValidity('victim')).toEqual({ state: 'running', done: 0, of: 8 });
    expect(await until('victim')).toMatchObject({
      state: 'checked',
      report: { scenarioId: 'victim', seeds: 8 },
    });
    await saved(OTHER_TEXT, 1);
    expect(await getValidity('victim')).toEqual({ state: 'unchecked' });
    await saved(GOOD_TEXT, 2);
    expect(await getValidity('victim')).toMatchObject({ state: 'checked' });
  });

  describe('after a restart', () => {
    const reopen = async () => {
      await test.lab.close();
      test = await openTestLab({}, folder.dataDir);
    };
    const wanted = () => test.lab.store.scenarios.wantedValidity();

    it('goes on with every check that was under way or waited', async () => {
      await saved(GOOD_TEXT, 0);
      await checkValidity('victim');
      await checkValidity('db-pool-learn');
      await reopen();
      for (const id of ['victim', 'db-pool-learn']) {
        expect(await getValidity(id)).toMatchObject({ state: 'running', of: 8 });
        expect(await until(id)).toMatchObject({ state: 'checked' });
      }
      expect(await wanted()).toEqual([]);
    });

    it('checks the newest version of what was changed meanwhile, and forgets what was deleted', async () => {
      await saved(GOOD_TEXT, 0);
      await test.lab.store.scenarios.wantValidity('of an earlier version', 'victim');
      await test.lab.store.scenarios.wantValidity('of a deleted one', 'nowhere');
      await reopen();
      expect(await wanted()).toMatchObject([{ scenarioId: 'victim' }]);
      expect(await until('victim')).toMatchObject({ state: 'checked' });
      expect(await wanted()).toEqual([]);
    });
  });

  it('keeps a scenario that fails out of experiments and says why', async () => {
    await saved(GOOD_TEXT, 0);
    const found = await requireScenario(test.lab.store, 'victim');
    await expect(requireValid(test.lab, found)).rejects.toMatchObject({
      info: { code: 'conflict', message: expect.stringContaining('there are at least 2 red herrings') },
    });
    const listed = (await listScenarios()).scenarios.find(({ scenarioId }) => scenarioId === 'victim');
    expect(listed?.validity.state).toBe('failed');
    await requireValid(test.lab, await requireScenario(test.lab.store, 'db-pool-learn'));
  });
});
