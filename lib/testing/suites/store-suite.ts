import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkStream } from '#lib/protocol/check-stream.ts';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import { listRunsQuerySchema, type ListRunsQuery } from '#lib/protocol/http.ts';
import type { StoredEvent } from '#lib/protocol/ports.ts';
import { runEventBodySchema } from '#lib/protocol/run-event.ts';
import { summariseRun } from '#lib/protocol/summarise-run.ts';
import type { Store } from '#lib/store/index.ts';
import { PERSON } from '#lib/protocol/played-run.ts';
import { samplePlan, sampleRunEvents } from '../sample-run.ts';
import { fact, labError, openTestStore, type StorePlace } from './store-place.ts';
import { decisionStoreSuite } from './store-decisions-suite.ts';
import { experimentStoreSuite } from './store-experiments-suite.ts';
import { storeRecordsSuite } from './store-records-suite.ts';
import { scenarioStoreSuite } from './store-scenarios-suite.ts';

/** What every store does, whichever database is under it. */
export function storeSuite(database: string, makePlace: () => Promise<StorePlace>): void {
  describe(`a store on ${database}`, () => {
    let place: StorePlace;
    let store: Store;
    const heard: unknown[] = [];

    beforeEach(async () => {
      place = await makePlace();
      store = await openTestStore(place.config, (error) => heard.push(error));
      heard.length = 0;
    });
    afterEach(async () => {
      await store.close();
      await place.remove();
    });

    const outsideStory = samplePlan({ storyId: null, act: null });
    const list = (query: ListRunsQuery | object = {}) => store.runs.list(listRunsQuerySchema.parse(query));

    /** Writes a whole run as it happens. */
    const record = async (runId: string, plan = outsideStory) => {
      await store.runs.create(runId, plan);
      const rest = sampleRunEvents(runId, plan).slice(1);
      for (const { key, type, data } of rest)
        await store.events.append(runId, key, runEventBodySchema.parse({ type, data }));
    };

    describe('events', () => {
      it('are numbered without gaps from 1, however many writers there are', async () => {
        await Promise.all(['run_a', 'run_b'].map((runId) => store.runs.create(runId, outsideStory)));
        const writes = Array.from({ length: 40 }, (_, index) =>
          store.events.append(index % 2 ? 'run_a' : 'run_b', `fact/${index}`, fact(`m${index}`)),
        );
        await Promise.all(writes);
        for (const runId of ['run_a', 'run_b']) {
          const events = await store.events.list(runId);
          expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1));
        }
      });

      it('are written once per key: the second write changes nothing', async () => {
        await store.runs.create('run_a', outsideStory);
        const first = await store.events.append('run_a', 'same', fact('first'));
        expect(first?.event).toMatchObject({ seq: 2, key: 'same', data: { messageId: 'first' } });
        expect(await store.events.append('run_a', 'same', fact('second'))).toBeNull();
        const both = await Promise.all([1, 2].map(() => store.events.append('run_a', 'race', fact('x'))));
        expect(both.filter(Boolean)).toHaveLength(1);
        expect(await store.events.list('run_a', 1)).toHaveLength(2);
      });

      it('of an unknown run are refused when written and empty when read', async () => {
        await expect(store.events.append('run_x', 'k', fact('m'))).rejects.toMatchObject(
          labError('not_found'),
        );
        expect(await store.events.list('run_x')).toEqual([]);
      });

      it('keep the run’s row equal to the fold of its log, and both outlive the process', async () => {
        await record('run_a');
        await store.close();
        store = await openTestStore(place.config);
        const events = await store.events.list('run_a');
        expect(checkStream(events)).toEqual([]);
        expect(await store.runs.get('run_a')).toEqual(summariseRun(foldRunEvents('run_a', events)));
        expect(events.map(({ type }) => type)).toEqual(sampleRunEvents().map(({ type }) => type));
        await store.events.append('run_a', 'later', {
          type: 'learning.requested',
          data: { attempt: 2, sessionId: 's', spaceId: null },
        });
        expect((await store.runs.get('run_a'))?.learning).toEqual({ state: 'running' });
      });

      it('have a global order that a cursor can follow page by page', async () => {
        expect(await store.events.head()).toBe(0);
        await store.runs.create('run_a', outsideStory);
        await store.runs.create('run_b', outsideStory);
        await store.events.append('run_a', 'k', fact('m'));
        const all = await store.events.since(0, 100);
        expect(all.map(({ event }) => `${event.runId} ${event.seq}`)).toEqual([
          'run_a 1',
          'run_b 1',
          'run_a 2',
        ]);
        const [first] = all;
        expect(await store.events.since(first?.position ?? 0, 1)).toEqual(all.slice(1, 2));
        expect(await store.events.head()).toBe(all.at(-1)?.position);
      });

      it('reach every subscriber once, in order, after they are stored, until it leaves', async () => {
        const seen: StoredEvent[] = [];
        const leave = store.events.subscribe((stored) => seen.push(stored));
        await store.runs.create('run_a', outsideStory);
        await Promise.all([1, 2, 3, 4].map((n) => store.events.append('run_a', `k${n}`, fact(`m${n}`))));
        await expect.poll(() => seen.length).toBe(5);
        expect(seen).toEqual(await store.events.since(0, 100));
        leave();
        await store.events.append('run_a', 'k5', fact('m5'));
        expect(seen).toHaveLength(5);
      });

      it('reach the other subscribers when one throws, and the throw is reported', async () => {
        const seen: string[] = [];
        store.events.subscribe(() => {
          throw new Error('broken listener');
        });
        store.events.subscribe(({ event }) => seen.push(event.type));
        await store.runs.create('run_a', outsideStory);
        await expect.poll(() => seen).toEqual(['run.queued']);
        expect(heard).toEqual([new Error('broken listener')]);
      });
    });

    describe('runs', () => {
      const act1 = samplePlan({ storyId: 'story_1', act: 1, arm: 'none' });
      const cancelled = { type: 'run.cancelled', data: {} } as const;

      it('of one part of the story start once, however often and fast it is asked for', async () => {
        const clicks = await Promise.allSettled(
          Array.from({ length: 8 }, (_, index) => store.runs.create(`run_${index}`, act1)),
        );
        const refused = clicks.filter(({ status }) => status === 'rejected');
        expect(refused).toHaveLength(7);
        for (const click of refused) expect(click).toMatchObject({ reason: labError('already_running') });
        expect((await list()).total).toBe(1);
        expect(await store.events.since(0, 100)).toHaveLength(1);
      });

      it('of other parts, other stories or outside a story do not stand in the way', async () => {
        await store.runs.create('run_1', act1);
        await store.runs.create('run_2', { ...act1, act: 2, arm: 'learned' });
        await store.runs.create('run_3', { ...act1, act: 2 });
        await store.runs.create('run_4', { ...act1, storyId: 'story_2' });
        await store.runs.create('run_5', outsideStory);
        await store.runs.create('run_6', outsideStory);
        expect(await store.runs.active()).toEqual(['run_1', 'run_2', 'run_3', 'run_4', 'run_5', 'run_6']);
      });

      it('can be started again once the earlier one has ended', async () => {
        await store.runs.create('run_1', act1);
        await store.events.append('run_1', 'end', cancelled);
        await store.runs.create('run_2', act1);
        expect(await store.runs.active()).toEqual(['run_2']);
        expect((await store.runs.listByStory('story_1')).map(({ runId }) => runId)).toEqual([
          'run_2',
          'run_1',
        ]);
      });

      it('have an id of their own', async () => {
        const created = await store.runs.create('run_1', outsideStory);
        expect(created).toEqual(await store.runs.get('run_1'));
        await expect(store.runs.create('run_1', outsideStory)).rejects.toMatchObject(labError('conflict'));
        expect(await store.runs.get('run_2')).toBeNull();
      });

      it('are listed newest first, page by page, with the number of all', async () => {
        for (let n = 1; n <= 7; n += 1) await store.runs.create(`run_${n}`, outsideStory);
        const pages: string[][] = [];
        let cursor: string | null = null;
        do {
          const page = await list({ limit: 3, ...(cursor === null ? {} : { cursor }) });
          expect(page.total).toBe(7);
          pages.push(page.runs.map(({ runId }) => runId));
          cursor = page.nextCursor;
          // A run that begins while somebody pages shifts nothing.
          if (pages.length === 1) await store.events.append('run_7', 'end', cancelled);
        } while (cursor !== null);
        expect(pages).toEqual([['run_7', 'run_6', 'run_5'], ['run_4', 'run_3', 'run_2'], ['run_1']]);
      });

      it('are found by state, arm, act, agent and words, which are taken literally', async () => {
        await record('run_1', { ...act1, scenarioTitle: 'Queue at 100% of its limit' });
        await store.runs.create('run_2', {
          ...act1,
          act: 2,
          arm: 'learned',
          scenarioTitle: 'Pool exhausted',
        });
        await store.runs.create('run_3', samplePlan({ storyId: null, act: null, model: PERSON }));
        const ids = async (query: object) => (await list(query)).runs.map(({ runId }) => runId);
        expect(await ids({ state: 'completed' })).toEqual(['run_1']);
        expect(await ids({ arm: 'learned' })).toEqual(['run_2']);
        expect(await ids({ act: '1' })).toEqual(['run_1']);
        expect(await ids({ agent: 'person' })).toEqual(['run_3']);
        expect(await ids({ agent: 'model' })).toEqual(['run_2', 'run_1']);
        expect(await ids({ q: '100% OF' })).toEqual(['run_1']);
        expect(await ids({ q: 'RUN_2' })).toEqual(['run_2']);
        expect(await ids({ q: '%' })).toEqual(['run_1']);
        expect(await ids({ q: "'; drop table runs; --" })).toEqual([]);
        expect((await list({ act: '2', q: 'pool' })).total).toBe(1);
      });

      it('refuse a cursor that is not theirs', async () => {
        await expect(list({ cursor: 'nonsense' })).rejects.toMatchObject(labError('invalid_input'));
      });

      it('that cannot be read are a clear error, not a crash somewhere else', async () => {
        await store.runs.create('run_1', outsideStory);
        await store.kysely.updateTable('runs').set({ summary: '{"half":' }).execute();
        await expect(store.runs.get('run_1')).rejects.toMatchObject(labError('storage_failed'));
      });
    });

    storeRecordsSuite(() => store);
    scenarioStoreSuite(() => store);
    experimentStoreSuite(() => store);
    decisionStoreSuite(() => store);
  });
}
