import { describe, expect, it } from 'vitest';
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
