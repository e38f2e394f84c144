import { describe, expect, it } from 'vitest';
import { analysePaired } from '#lib/stats/analyse-paired.ts';
import { defaultRules } from '#lib/stats/analysis/analysis-rules.ts';
import type { Distillation } from '#lib/protocol/experiment.ts';
import { sampleRow } from '#lib/testing/sample-experiment-parts.ts';
import { prepareLearnings } from './prepare-learnings.ts';

const learning = (distillationId: string, more: Partial<Distillation> = {}): Distillation => ({
  distillationId,
  runId: `run_${distillationId}`,
  spaceId: null,
  scenarioId: 'source',
  seed: 1001,
  skills: [{ skillId: 's', versionId: 'v', name: 'a-skill', number: 2, length: 900 }],
  cost: { calls: 9, tokens: 1200, cost: null, pipeline: { tokens: 200, cost: null } },
  note: null,
  ...more,
});
const funnel = { offered: true, listed: true, opened: true, followed: false };
const rows = ['near-1', 'near-2'].flatMap((scenarioId, block) => [
  sampleRow({ id: `n${block}`, block, scenarioId, calls: 20 }),
  sampleRow({ id: `a${block}`, block, scenarioId, arm: 'learned', calls: 10, distillationId: 'd02', funnel }),
]);
const rules = {
  ...defaultRules('pipeline'),
  contrasts: [{ treated: 'learned', control: 'none', says: 'x' }],
};
const [contrast = null] = analysePaired({ rows, rules }).contrasts;
const prepare = (distillations: Distillation[], isOver = true) =>
  prepareLearnings({
    distillations,
    rows: isOver ? rows : null,
    contrast: isOver ? contrast : null,
    titleOf: (id) => `Incident ${id}`,
  });

describe('the learnings of a pipeline', () => {
  it('stand with what each wrote, what that took, who read it and what it did', () => {
    const [line] = prepare([learning('d02')]).lines;
    expect(line?.exposure).toEqual({ runs: 2, opened: 2, followed: 0 });
    expect(line?.effect).toMatchObject({ pairs: 2, scenarios: 2, success: 0 });
    expect(line?.effect?.callsPercent).toBeCloseTo(-50);
  });

  it('stand in their order, with those that wrote nothing or that nothing tested', () => {
    const { lines, table } = prepare([
      learning('d10', { skills: [], note: 'Nothing new.' }),
      learning('d02'),
    ]);
    expect(lines.map(({ distillation }) => distillation.distillationId)).toEqual(['d02', 'd10']);
    expect(lines[1]).toMatchObject({ effect: null, exposure: { runs: 0 } });
    expect(table.rows.map(({ cells }) => cells[7])).toEqual(['a-skill v2', 'Nothing new.']);
    expect(table.rows.every(({ cells }) => cells.length === table.columns.length)).toBe(true);
  });

  it('have no effect before the end', () => {
    expect(prepare([learning('d02')], false).lines[0]).toMatchObject({ exposure: null, effect: null });
  });
});
