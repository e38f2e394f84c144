import { describe, expect, it } from 'vitest';
import type { ListExperimentsQuery } from '#lib/protocol/experiment-http.ts';
import { checkStream } from '#lib/protocol/check-stream.ts';
import { listRunsQuerySchema } from '#lib/protocol/http.ts';
import { quietRunId } from '#lib/protocol/quiet-run.ts';
import type { Store } from '#lib/store/index.ts';
import { samplePlanOf, sampleRow } from '../sample-experiment-parts.ts';
import { samplePlan, sampleRunEvents } from '../sample-run.ts';
import { labError } from './store-place.ts';

/** What the store promises about experiments and about runs that are recorded whole. */
export function experimentStoreSuite(store: () => Store): void {
  const place = { experimentId: 'exp_1', block: 0, label: 'none', distillationId: null, attempt: 1 };
  const plan = samplePlan({ storyId: null, act: null, experiment: place });
  const runId = quietRunId('1');
  const recordRun = () =>
    store().runs.record(
      runId,
      plan,
      sampleRunEvents(runId, plan).map(({ key, at, type, data }) => ({
        key,
        at,
        body: JSON.stringify({ type, data }),
      })),
    );
  const runs = async (query: object = {}) =>
    (await store().runs.list(listRunsQuerySchema.parse(query))).runs.map((run) => run.runId);

  describe('experiments', () => {
    it('keep their plan as it was frozen, and are listed newest first', async () => {
      const { experiments } = store();
      const frozen = samplePlanOf();
      await experiments.create('exp_1', frozen, 'hash');
      await experiments.create('exp_2', samplePlanOf({ title: 'Second' }), 'hash 2');
      await expect(experiments.create('exp_1', frozen, 'hash')).rejects.toMatchObject(labError('conflict'));
      await experiments.move('exp_1', ['ready'], { state: 'running', phase: 'runs' }, { execution: 1 });
      expect(await experiments.get('exp_1')).toMatchObject({ plan: frozen, planHash: 'hash', execution: 1 });
      const first = await experiments.list({ limit: 1 });
      expect(first).toMatchObject({
        total: 2,
        experiments: [{ experiment: { experimentId: 'exp_2' }, done: 0 }],
      });
      const second = await experiments.list({ limit: 1, cursor: first.nextCursor ?? '' });
      expect(second).toMatchObject({
        nextCursor: null,
        experiments: [{ experiment: { experimentId: 'exp_1' } }],
      });
    });

    it('are filtered by their state and claim, which the total follows', async () => {
      const { experiments } = store();
      await experiments.create('exp_1', samplePlanOf({ title: 'says "claim":"pipeline" in words' }), 'hash');
      const rules = { ...samplePlanOf().rules, claim: 'pipeline' as const };
      await experiments.create('exp_2', samplePlanOf({ claim: 'pipeline', rules }), 'hash 2');
      await experiments.move('exp_2', ['ready'], { state: 'cancelled' });
      const ids = async (query: Omit<ListExperimentsQuery, 'limit'>) => {
        const found = await experiments.list({ ...query, limit: 10 });
        return [found.total, found.experiments.map(({ experiment }) => experiment.experimentId)];
      };
      expect(await ids({ claim: 'pipeline' })).toEqual([1, ['exp_2']]);
      expect(await ids({ claim: 'family' })).toEqual([1, ['exp_1']]);
      expect(await ids({ state: 'cancelled' })).toEqual([1, ['exp_2']]);
      expect(await ids({ state: 'cancelled', claim: 'family' })).toEqual([0, []]);
    });

    it('know which skills their learnings wrote', async () => {
      const { experiments } = store();
      await experiments.create('exp_1', samplePlanOf(), 'hash');
      await experiments.setDistillation('exp_1', {
        distillationId: 'd01',
        runId: 'run_1',
        spaceId: 'space',
        scenarioId: 'a',
        seed: 1001,
        skills: [{ skillId: 'skill_1', versionId: 'skv_1', name: 'a-skill' }],
        cost: { calls: 1, tokens: 2, cost: null },
        note: null,
      });
      expect(await experiments.learnedSkills()).toEqual(new Map([['skill_1', 'exp_1']]));
    });

    it('move only from where the caller believes them to be', async () => {
      const { experiments } = store();
      await experiments.create('exp_1', samplePlanOf(), 'hash');
      expect(await experiments.move('exp_1', ['running'], { state: 'pausing' })).toBe(false);
      expect(await experiments.move('exp_1', ['ready'], { state: 'cancelled' })).toBe(true);
      expect(await experiments.state('exp_1')).toBe('cancelled');
      expect(await experiments.inState(['ready', 'running'])).toEqual([]);
    });

    it('have one row per run, and count those that have an outcome', async () => {
      const { experiments } = store();
      await experiments.addRow('exp_1', sampleRow());
      await experiments.addRow('exp_1', sampleRow({ calls: 99 }));
      await experiments.addRow('exp_1', sampleRow({ id: 'xrun_2', infrastructureError: true }));
      expect(await experiments.countRows('exp_1')).toBe(1);
      const rows = await experiments.rows('exp_1');
      expect(rows.map(({ id, calls }) => [id, calls])).toEqual([
        ['xrun_1', 10],
        ['xrun_2', 10],
      ]);
    });

    it('take their runs, events and rows with them when they are removed, and nothing else', async () => {
      const { experiments, events } = store();
      await experiments.create('exp_1', samplePlanOf(), 'hash');
      await recordRun();
      await experiments.addRow('exp_1', sampleRow({ id: runId }));
      await store().runs.create('run_other', samplePlan({ storyId: null, act: null }));
      await experiments.remove('exp_1');
      expect(await experiments.get('exp_1')).toBeNull();
      expect(await events.list(runId)).toEqual([]);
      expect(await experiments.rows('exp_1')).toEqual([]);
      expect(await runs({ experiment: 'any' })).toEqual(['run_other']);
    });
  });

  describe('runs that are recorded whole', () => {
    it('are ordinary runs: a sound log, a summary, and no second time', async () => {
      const view = await recordRun();
      const log = await store().events.list(runId);
      expect(checkStream(log)).toEqual([]);
      expect(log).toHaveLength(view.lastSeq);
      expect(await store().runs.get(runId)).toMatchObject({ status: view.status, lastSeq: view.lastSeq });
      await expect(recordRun()).rejects.toMatchObject(labError('conflict'));
    });

    it('stay out of the list and of the live stream unless they are asked for', async () => {
      await recordRun();
      await store().runs.create('run_other', samplePlan({ storyId: null, act: null }));
      expect(await runs()).toEqual(['run_other']);
      expect(await runs({ experiment: 'exp_1' })).toEqual([runId]);
      expect(await runs({ experiment: 'any' })).toEqual(['run_other', runId]);
      const loud = await store().events.sinceLoud(0, 100);
      expect(loud.map(({ event }) => event.runId)).toEqual(['run_other']);
      const [first] = await store().events.since(0, 1);
      expect(first?.event.runId).toBe(runId);
    });
  });
}
