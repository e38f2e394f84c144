import { describe, expect, it } from 'vitest';
import type { WriteBack } from '#lib/protocol/write-back.ts';
import type { Store } from '#lib/store/index.ts';
import { sampleDecision } from '../sample-decision.ts';
import { sampleExperimentPlan } from '../sample-experiment-plan.ts';
import { labError } from './store-place.ts';

/** What the store promises about decisions on skills and about digests of experiments. */
export function decisionStoreSuite(store: () => Store): void {
  describe('decisions about skills', () => {
    it('are kept in their order, each skill’s apart', async () => {
      const { decisions } = store();
      await decisions.add(sampleDecision({ decisionId: 'dec_1' }));
      await decisions.add(sampleDecision({ decisionId: 'dec_2', skillId: 'other' }));
      await decisions.add(sampleDecision({ decisionId: 'dec_3', action: 'hold', reason: 'It hurts.' }));
      const own = await decisions.list('skill');
      expect(own.map(({ decisionId }) => decisionId)).toEqual(['dec_1', 'dec_3']);
      expect(own[1]).toEqual(sampleDecision({ decisionId: 'dec_3', action: 'hold', reason: 'It hurts.' }));
      expect((await decisions.all()).map(({ decisionId }) => decisionId)).toEqual([
        'dec_1',
        'dec_2',
        'dec_3',
      ]);
    });

    it('refuse one that was made on an older standing, also of two at once', async () => {
      const { decisions } = store();
      await decisions.add(sampleDecision({ decisionId: 'dec_1' }), { after: null });
      await expect(
        decisions.add(sampleDecision({ decisionId: 'dec_2' }), { after: null }),
      ).rejects.toMatchObject(labError('conflict'));
      const both = await Promise.allSettled(
        ['dec_3', 'dec_4'].map((decisionId) =>
          decisions.add(sampleDecision({ decisionId }), { after: 'dec_1' }),
        ),
      );
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(await decisions.list('skill')).toHaveLength(2);
    });
  });

  describe('decisions whose content is not in its space yet', () => {
    const open = (decisionId: string): WriteBack => {
      const { writtenBack: _later, ...decision } = sampleDecision({ decisionId });
      return {
        decision,
        after: null,
        aim: 'write',
        refusal: null,
        former: [{ path: 'SKILL.md', content: 'before' }],
        state: 'waiting',
        tries: 2,
        failures: 1,
        error: { code: 'acontext_unreachable', message: 'No connection.' },
        nextTryAt: '2026-11-22T10:00:05.000Z',
      };
    };

    it('are kept until they end, one per skill, and changed by nobody else meanwhile', async () => {
      const { writeBacks } = store();
      expect(await writeBacks.get('skill')).toBeNull();
      await writeBacks.change('skill', () => open('dec_1'));
      expect(await writeBacks.list()).toEqual([open('dec_1')]);
      const count = () =>
        writeBacks.change('skill', (now) => (now ? { ...now, tries: now.tries + 1 } : null));
      await Promise.all([count(), count(), count()]);
      expect((await writeBacks.get('skill'))?.tries).toBe(5);
      const refused = new Error('no');
      await expect(
        writeBacks.change('skill', () => {
          throw refused;
        }),
      ).rejects.toThrow('no');
      expect((await writeBacks.get('skill'))?.tries).toBe(5);
      expect(await writeBacks.change('skill', () => null)).toBeNull();
      expect(await writeBacks.list()).toEqual([]);
    });

    it('end as an entry of the history, both or neither', async () => {
      const { writeBacks, decisions } = store();
      await writeBacks.change('skill', () => open('dec_2'));
      await decisions.add(sampleDecision({ decisionId: 'dec_1' }));
      const target = { spaceId: 'space', server: 'embedded' };
      await expect(writeBacks.conclude(open('dec_2'), target)).rejects.toMatchObject(labError('conflict'));
      expect(await writeBacks.get('skill')).not.toBeNull();
      await writeBacks.conclude({ ...open('dec_2'), after: 'dec_1' }, target);
      expect(await writeBacks.get('skill')).toBeNull();
      expect((await decisions.list('skill')).at(-1)).toMatchObject({
        decisionId: 'dec_2',
        writtenBack: target,
      });
    });
  });

  describe('digests of experiments', () => {
    it('are of the rows that they were made from, and go with their experiment', async () => {
      const { experiments, digests } = store();
      await experiments.create('exp_1', sampleExperimentPlan(), 'plan-hash');
      expect(await digests.list()).toEqual([]);
      const verdict = { code: 'helps', sentence: 'It helps.', complete: true } as const;
      await experiments.saveAnalysis('exp_1', { rowsHash: 'a', json: '{}', verdict });
      expect(await digests.list()).toEqual([{ experimentId: 'exp_1', rowsHash: 'a', json: null }]);
      await digests.save('exp_1', 'of other rows', '{"n":0}');
      await digests.save('exp_1', 'a', '{"n":1}');
      expect(await digests.list()).toEqual([{ experimentId: 'exp_1', rowsHash: 'a', json: '{"n":1}' }]);
      await experiments.saveAnalysis('exp_1', { rowsHash: 'b', json: '{}', verdict });
      expect(await digests.list()).toEqual([{ experimentId: 'exp_1', rowsHash: 'b', json: null }]);
      await experiments.remove('exp_1');
      expect(await digests.list()).toEqual([]);
    });
  });
}
