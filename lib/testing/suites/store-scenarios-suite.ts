import { describe, expect, it } from 'vitest';
import type { Store } from '#lib/store/index.ts';
import { samplePlan } from '#lib/testing/sample-run.ts';
import { labError } from './store-place.ts';

const sampleReport = { scenarioId: 'mine', passed: true, seeds: 1, checks: [], checkedAt: '', tookMs: 1 };

/** What the store promises about scenarios. */
export function scenarioStoreSuite(store: () => Store): void {
  describe('scenarios', () => {
    const save = (text: string, base: number, scenarioId = 'mine') =>
      store().scenarios.save({ scenarioId, base, hash: `hash of ${text}`, text, definition: { text } });

    it('are versions that never change, newest first', async () => {
      expect(await save('one', 0)).toMatchObject({ number: 1, hash: 'hash of one' });
      expect(await save('two', 1)).toMatchObject({ number: 2 });
      expect(await store().scenarios.latest('mine')).toMatchObject({ number: 2, text: 'two' });
      expect((await store().scenarios.versions('mine')).map(({ text }) => text)).toEqual(['two', 'one']);
      expect(await store().scenarios.definition('hash of one')).toEqual({ text: 'one' });
    });

    it('of the same text are one version', async () => {
      await save('one', 0);
      expect(await save('one', 1)).toMatchObject({ number: 1 });
    });

    it('refuse a save on top of anything but the newest version, also of two at once', async () => {
      await save('one', 0);
      await expect(save('other', 0)).rejects.toMatchObject(labError('conflict'));
      const both = await Promise.allSettled([save('a', 1), save('b', 1)]);
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(await store().scenarios.versions('mine')).toHaveLength(2);
    });

    it('list the newest version of each', async () => {
      await save('one', 0);
      await save('two', 1);
      await save('x', 0, 'another');
      const listed = await store().scenarios.list();
      expect(listed.map(({ scenarioId, number }) => `${scenarioId} ${number}`)).toEqual([
        'another 1',
        'mine 2',
      ]);
    });

    it('are removed whole, but not while a run plays one', async () => {
      await save('one', 0);
      await store().runs.create('run_1', samplePlan({ storyId: null, scenarioId: 'mine' }));
      await expect(store().scenarios.remove('mine', 1)).rejects.toMatchObject(labError('conflict'));
      expect(await store().scenarios.latest('mine')).not.toBeNull();
      await save('x', 0, 'another');
      await expect(store().scenarios.remove('another', 2)).rejects.toMatchObject(labError('conflict'));
      await store().scenarios.remove('another', 1);
      expect(await store().scenarios.versions('another')).toEqual([]);
      expect(await store().scenarios.definition('hash of x')).toBeNull();
    });

    it('that are built in are kept once, by content', async () => {
      await store().scenarios.keep('h', 'built-in', { a: 1 });
      await store().scenarios.keep('h', 'built-in', { a: 1 });
      expect(await store().scenarios.definition('h')).toEqual({ a: 1 });
      expect(await store().scenarios.list()).toEqual([]);
    });

    it('select the runs that play them', async () => {
      await store().runs.create('run_1', samplePlan({ storyId: null, scenarioId: 'mine' }));
      await store().runs.create('run_2', samplePlan({ storyId: null, scenarioId: 'mine-too' }));
      const { runs, total } = await store().runs.list({ scenario: 'mine', limit: 10 });
      expect(runs.map(({ runId }) => runId)).toEqual(['run_1']);
      expect(total).toBe(1);
    });

    it('keep the newest validity report of a key', async () => {
      await store().scenarios.setValidity('key', sampleReport);
      await store().scenarios.setValidity('key', { ...sampleReport, passed: false });
      const found = await store().scenarios.validity(['key', 'none']);
      expect([...found]).toEqual([['key', { ...sampleReport, passed: false }]]);
      expect((await store().scenarios.validity([])).size).toBe(0);
    });

    it('remember which checks are wanted until their report is there', async () => {
      const { scenarios } = store();
      for (const key of ['a', 'b', 'a']) await scenarios.wantValidity(key, 'mine');
      const wanted = (key: string) => ({ key, scenarioId: 'mine' });
      expect(await scenarios.wantedValidity()).toEqual([wanted('a'), wanted('b')]);
      await scenarios.setValidity('a', sampleReport);
      expect(await scenarios.wantedValidity()).toEqual([wanted('b')]);
      await scenarios.unwantValidity('b');
      expect(await scenarios.wantedValidity()).toEqual([]);
    });
  });
}
