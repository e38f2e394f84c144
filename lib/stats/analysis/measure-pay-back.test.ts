import { describe, expect, it } from 'vitest';
import { analyseModels } from '../analyse-models.ts';
import { analysePaired } from '../analyse-paired.ts';
import { rowsOf } from '../testing/row-of.ts';
import { defaultRules } from './analysis-rules.ts';
import { byWords } from './codes-in-words.ts';

const rules = defaultRules('models');
const rowsBy = (model: string, saved: number) =>
  rowsOf({
    run: ({ arm, scenario, seed, class: name }) => ({
      id: `${model} ${arm} ${name} ${scenario} ${seed}`,
      model,
      tokens: arm === 'none' ? 20_000 : 20_000 - saved + scenario,
    }),
  });
const COST = { calls: null, tokens: 49_945, cost: null };

describe('pay-back', () => {
  it('sets what the model that learned has spent against what the model that uses it saves, and says which', () => {
    const rows = [...rowsBy('teacher', 5000), ...rowsBy('pupil', 2500)];
    const { models } = analyseModels(rows, rules, { ...COST, models: ['teacher'] });
    const [teacher, pupil] = models.map(({ analysis }) => analysis.payBack[0]);
    expect(teacher).toMatchObject({ learning: 49_945, by: { learned: ['teacher'], used: ['teacher'] } });
    expect(teacher?.breakEven.incidents).toBeCloseTo(49_945 / 4994.5, 9);
    expect(teacher && byWords(teacher)).toBe('learned and used by teacher');
    expect(pupil).toMatchObject({ learning: 49_945, by: { learned: ['teacher'], used: ['pupil'] } });
    expect(pupil?.breakEven.incidents).toBeCloseTo(49_945 / 2494.5, 9);
    expect(pupil && byWords(pupil)).toBe(
      'learned by teacher, used by pupil, whose tokens need not cost the same',
    );
  });

  it('says who learned also where a single model uses what another one learned', () => {
    const learningCost = { ...COST, calls: 40, models: ['teacher', 'second teacher'] };
    const { payBack } = analysePaired({ rows: rowsBy('pupil', 2500), rules, learningCost });
    expect(payBack.map(byWords)).toEqual([
      'learned by teacher, second teacher, used by pupil',
      'learned by teacher, second teacher, used by pupil, whose tokens need not cost the same',
    ]);
  });

  it('leaves out who learned where a plan of an earlier lab does not say', () => {
    const { payBack } = analysePaired({ rows: rowsBy('pupil', 2500), rules, learningCost: COST });
    expect(payBack.map((each) => [each.by, byWords(each)])).toEqual([[undefined, '']]);
  });
});
