import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine, MAX_STEPS, type EngineConfig } from '#lib/engine/index.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { Engine } from '#lib/protocol/ports.ts';
import { labError } from './store-place.ts';

export interface EnginePlace {
  config: EngineConfig;
  remove(): Promise<void>;
}

/** What durable execution promises, whichever database is under it. */
export function engineSuite(database: string, makePlace: () => Promise<EnginePlace>): void {
  describe(`an engine on ${database}`, () => {
    let place: EnginePlace;
    let engine: Engine;
    let ran: string[];
    const heard: unknown[] = [];

    const newEngine = (concurrency = 4) =>
      createEngine(place.config, { concurrency, onError: (error) => heard.push(error) });
    const doing = (name: string) => () => Promise.resolve(ran.push(name)).then(() => name);
    const failing = (name: string, error: Error) => () => {
      ran.push(name);
      return Promise.reject(error);
    };
    const refused = new LabError({ code: 'model_failed', message: 'No.', hint: 'Ask again.' });

    /** Defines one workflow, runs it to its end and returns what it returned. */
    const complete = async <O>(execute: Parameters<typeof engine.define<string, O>>[1]) => {
      engine.define<string, O>('flow', execute);
      await engine.run();
      return engine.result<O>(await engine.start('flow', 'input', { key: 'key' }));
    };

    beforeEach(async () => {
      ran = [];
      heard.length = 0;
      place = await makePlace();
      engine = await newEngine();
    });
    afterEach(async () => {
      await engine.stop();
      await place.remove();
    });

    it('runs the steps of a workflow in order and hands out its result, as often as it is asked for', async () => {
      engine.define<{ words: string[] }, { text: string }>('join', async ({ words }, { step }) => {
        const texts: string[] = [];
        for (const word of words) texts.push(await step(`say ${word}`, doing(word)));
        return { text: texts.join(' ') };
      });
      const id = await engine.start('join', { words: ['one', 'two'] }, { key: 'k' });
      await engine.run();
      expect(await engine.result(id)).toEqual({ text: 'one two' });
      expect(await engine.result(id)).toEqual({ text: 'one two' });
      expect(ran).toEqual(['one', 'two']);
      await expect(engine.result('00000000-0000-4000-8000-000000000000')).rejects.toMatchObject(
        labError('not_found'),
      );
    });

    it('starts nothing new for a key that it knows', async () => {
      engine.define('flow', (_input, { step }) => step('work', doing('work')));
      await engine.run();
      const ids = await Promise.all([1, 2, 3].map(() => engine.start('flow', null, { key: 'once' })));
      expect(new Set(ids).size).toBe(1);
      const other = await engine.start('flow', null, { key: 'other' });
      await Promise.all([...ids, other].map((id) => engine.result(id)));
      expect(ran).toEqual(['work', 'work']);
    });

    it('remembers across a sleep what steps returned and what they threw', async () => {
      const result = await complete(async (_input, { step, sleep }) => {
        ran.push('begin');
        const first = await step('first', doing('first'));
        const second = await step('second', failing('second', refused)).catch((error: unknown) => error);
        const third = await step('third', () => Promise.resolve()).then((value) => value);
        await sleep('a while', 5);
        return {
          first,
          second: second instanceof LabError ? second.info : null,
          third: third === undefined,
        };
      });
      expect(result).toEqual({ first: 'first', second: refused.info, third: true });
      expect(ran).toEqual(['begin', 'first', 'second', 'begin']);
    });

    it('does not show a sleep to the workflow’s own catch and finally', async () => {
      await complete(async (_input, { step, sleep }) => {
        try {
          for (let n = 0; n < 3; n += 1) await sleep(`sleep ${n}`, 1);
          await step('work', doing('work'));
        } catch {
          ran.push('catch');
        } finally {
          ran.push('finally');
        }
      });
      expect(ran).toEqual(['work', 'finally']);
      expect(heard).toEqual([]);
    });

    it('hands out what a workflow threw, and does not try it again', async () => {
      engine.define('defect', () => Promise.reject(new TypeError('x is undefined')));
      const flow = complete((_input, { step }) => step('work', failing('work', refused)));
      await expect(flow).rejects.toMatchObject({ name: 'LabError', info: refused.info });
      const id = await engine.start('defect', null, { key: 'k' });
      await expect(engine.result(id)).rejects.toMatchObject({
        name: 'TypeError',
        message: 'x is undefined',
      });
      expect(ran).toEqual(['work']);
    });

    it('refuses two steps of one name and a result that is not JSON', async () => {
      const flow = complete(async (_input, { step }) => {
        const big = await step('big', () => Promise.resolve(1n)).catch((error: unknown) => String(error));
        const same = await step('big', doing('never')).catch((error: unknown) => String(error));
        return { big, same };
      });
      expect(await flow).toEqual({
        big: expect.stringContaining('BigInt'),
        same: 'Error: Two steps of a workflow are called "big"',
      });
    });

    it('says so when a workflow has too many steps', { timeout: 60_000 }, async () => {
      const flow = complete(async (_input, { step }) => {
        for (let n = 0; ; n += 1) await step(`step ${n}`, doing('step'));
      });
      await expect(flow).rejects.toMatchObject(labError('internal'));
      expect(ran).toHaveLength(MAX_STEPS);
    });

    it('begins later when it is told to', async () => {
      engine.define('flow', (_input, { step }) => step('work', doing('work')));
      await engine.run();
      const later = await engine.start('flow', null, { key: 'later', delayMs: 300 });
      const now = await engine.start('flow', null, { key: 'now' });
      await engine.result(now);
      expect(ran).toEqual(['work']);
      await engine.result(later);
      expect(ran).toEqual(['work', 'work']);
    });

    it('works on as many workflows at a time as it may, and on all of them in the end', async () => {
      let busy = 0;
      let most = 0;
      const full = Promise.withResolvers<void>();
      engine.define('flow', (_input, { step }) =>
        step('work', async () => {
          busy += 1;
          most = Math.max(most, busy);
          if (busy === 4) full.resolve();
          await full.promise;
          await delay(5);
          busy -= 1;
        }),
      );
      await engine.run();
      const ids = await Promise.all(
        Array.from({ length: 12 }, (_, index) => engine.start('flow', null, { key: `k${index}` })),
      );
      await Promise.all(ids.map((id) => engine.result(id)));
      expect(most).toBe(4);
    });

    it('gives its work back when it stops in the middle of a step, and the next one goes on', async () => {
      const reached = Promise.withResolvers<void>();
      const caught: unknown[] = [];
      const flow =
        (second: () => Promise<string>) =>
        async (_input: unknown, { step }: Parameters<Parameters<Engine['define']>[1]>[1]) => {
          try {
            return [await step('first', doing('first')), await step('second', second)];
          } catch (error) {
            caught.push(error);
            throw error;
          }
        };
      engine.define(
        'flow',
        flow(() => {
          ran.push('interrupted');
          reached.resolve();
          return new Promise(() => {});
        }),
      );
      await engine.run();
      const id = await engine.start('flow', null, { key: 'k' });
      const waiting = engine.result(id);
      await reached.promise;
      await Promise.all([engine.stop(), expect(waiting).rejects.toMatchObject(labError('cancelled'))]);

      engine = await newEngine();
      engine.define('flow', flow(doing('second')));
      await engine.run();
      expect(await engine.result(id)).toEqual(['first', 'second']);
      expect(ran).toEqual(['first', 'interrupted', 'second']);
      expect(caught).toEqual([]);
      expect(heard).toEqual([]);
    });
  });
}
