import { describe, expect, it } from 'vitest';
import { analysePaired } from './analyse-paired.ts';
import { defaultRules } from './analysis/analysis-rules.ts';
import { rowOf, rowsOf, type Plan } from './testing/row-of.ts';
import { savingBy } from './testing/saving-by.ts';

const rules = { ...defaultRules('family'), bootstrapResamples: 500, signFlipDraws: 500 };
const analyse = (plan: Plan, change: Partial<typeof rules> = {}) =>
  analysePaired({ rows: rowsOf(plan), rules: { ...rules, ...change } });

describe('how failures count', () => {
  it('a skill that gives up early does not look quick', () => {
    const { contrasts, sensitivity } = analyse({
      run: ({ arm, seed }) =>
        arm === 'learned' && seed > 0 ? { verified: false, calls: 3 } : { verified: true, calls: 20 },
    });
    expect(contrasts[0]?.calls.percent).toBeGreaterThan(50);
    const of = (id: string) => sensitivity.find((entry) => entry.id === id);
    expect(of('failures_as_observed')?.calls.percent).toBeLessThan(-70);
    expect(of('successes_only')).toMatchObject({ pairs: 12, calls: { percent: 0 } });
  });

  it('infrastructure errors are left out and listed, with their partners', () => {
    const rows = rowsOf({ run: savingBy(0.7) }).map((row) =>
      Object.assign(row, { infrastructureError: row.id === 'learned/near-3/2' }),
    );
    const { contrasts, infrastructureErrors, warnings } = analysePaired({ rows, rules });
    expect(infrastructureErrors).toEqual(['learned/near-3/2']);
    expect(contrasts[0]?.excluded).toEqual([
      { rowId: 'learned/near-3/2', reason: 'infrastructure_error' },
      { rowId: 'none/near-3/2', reason: 'no_partner' },
    ]);
    expect(contrasts[0]?.success.pairs).toBe(59);
    expect(warnings.map(({ id }) => id)).toContain('rows_excluded');
  });

  it('a second run of the same place is a duplicate, not more evidence', () => {
    const rows = [...rowsOf({ run: savingBy(0.7) }), rowOf({ id: 'again', scenarioId: 'near-0', seed: 0 })];
    expect(analysePaired({ rows, rules }).contrasts[0]?.excluded).toEqual([
      { rowId: 'again', reason: 'duplicate' },
    ]);
  });

  it('zeros get half the smallest positive value on both sides; nothing but zeros is no outcome', () => {
    const { contrasts } = analyse({
      run: ({ arm, scenario }) => ({ errorBudget: arm === 'learned' && scenario === 0 ? 0 : 0.2, cost: 0 }),
    });
    const budget = contrasts[0]?.secondary.find(({ effect }) => effect.outcome === 'errorBudget');
    expect(budget?.effect.offset).toBe(0.1);
    expect(budget?.effect.units[0]?.value).toBeCloseTo(Math.log(0.1 / 0.3), 12);
    expect(contrasts[0]?.secondary.map(({ effect }) => effect.outcome)).not.toContain('cost');
  });

  it('places that infrastructure left empty are tried as failures: an arm that breaks more often must not profit', () => {
    const rows = rowsOf({ run: savingBy(0.7) }).map((row) =>
      Object.assign(row, { infrastructureError: row.arm === 'learned' && row.id.endsWith('/0') }),
    );
    const { verdict, sensitivity, contrasts } = analysePaired({ rows, rules });
    expect(contrasts[0]?.success.pairs).toBe(48);
    const tried = sensitivity.find(({ id }) => id === 'missing_as_failures');
    expect(tried).toMatchObject({ pairs: 60, verdict: 'hurts', agrees: false });
    expect(verdict.code).not.toBe('hurts');
    const retried = [
      ...rows,
      ...rows
        .filter((row) => row.infrastructureError)
        .map((row) => rowOf({ ...row, id: `${row.id}+`, infrastructureError: false })),
    ];
    expect(analysePaired({ rows: retried, rules }).sensitivity.map(({ id }) => id)).not.toContain(
      'missing_as_failures',
    );
  });

  it('a scenario alone has Tango’s interval of success, which five pairs that agree do not close', () => {
    const [unit] = analyse({ run: savingBy(0.7) }).contrasts[0]?.success.units ?? [];
    // ± z² / (5 + z²)
    expect(unit?.own.interval?.high).toBeCloseTo(0.434482, 6);
    expect(unit?.own.interval?.low).toBeCloseTo(-0.434482, 6);
  });

  it('pass^k and success over scenarios claim no certainty where all scenarios are alike', () => {
    const { arms } = analyse({ run: () => ({}) });
    expect(arms[0]?.passAt.map(({ value, interval }) => [value, interval])).toEqual([
      [1, null],
      [1, null],
      [1, null],
    ]);
    expect(arms[0]?.success.byScenario).toMatchObject({ mean: 1, interval: null });
  });

  it('pairs without a value are listed, not guessed', () => {
    const { contrasts } = analyse({
      run: ({ arm, scenario, seed }) =>
        arm === 'learned' && scenario === 0 && seed === 0 ? { ticksToMitigate: null } : {},
    });
    const ticks = contrasts[0]?.secondary.find(({ effect }) => effect.outcome === 'ticksToMitigate');
    expect(ticks?.effect.withoutValue).toEqual(['learned/near-0/0']);
  });
});

describe('what stands beside the verdict', () => {
  const full = analyse({ arms: ['none', 'learned', 'placebo'], run: savingBy(0.7) });

  it('every scenario difference names its runs', () => {
    const unit = full.contrasts[0]?.calls.units[4];
    expect(unit).toMatchObject({ id: 'near-4', scenarioId: 'near-4', class: 'near' });
    expect(unit?.pairs.map(({ treatedId, controlId }) => [treatedId, controlId])[1]).toEqual([
      'learned/near-4/1',
      'none/near-4/1',
    ]);
    expect(unit?.own.n).toBe(5);
  });

  it('contrasts with the placebo, total first', () => {
    expect(full.contrasts.map(({ contrast }) => contrast.says)).toEqual([
      'total effect',
      'effect of the content',
      'cost of any skill at all',
    ]);
    expect(full.contrasts[2]?.calls.percent).toBe(0);
  });

  it('says when a placebo does as much', () => {
    const { warnings } = analyse({
      arms: ['none', 'learned', 'placebo'],
      run: ({ arm, scenario }) => ({ calls: arm === 'none' ? 20 : 13 + (scenario % 2) }),
    });
    expect(warnings.map(({ id }) => id)).toContain('placebo_as_good');
  });

  it('summarises arms by class with pass^k', () => {
    const { arms } = analyse({ run: ({ seed }) => ({ verified: seed > 0 }) });
    const none = arms.find(({ arm, on }) => arm === 'none' && on === 'benefit');
    expect(none).toMatchObject({ runs: 60, verified: 48, success: { rate: 0.8 } });
    expect(none?.passAt.map(({ value }) => value)).toEqual([0.8, 0.4, 0]);
    expect(none?.rowIds).toHaveLength(60);
    expect(arms.map(({ on }) => on)).toEqual([
      'benefit',
      'harm',
      'near',
      'noop',
      'benefit',
      'harm',
      'near',
      'noop',
    ]);
  });

  it('counts pass^k over scenarios with enough runs and names the others', () => {
    const { arms } = analyse({ seeds: 3, run: () => ({}) });
    const at5 = arms[0]?.passAt.find(({ k }) => k === 5);
    expect(at5).toMatchObject({ value: null, scenarios: 0 });
    expect(at5?.left).toHaveLength(12);
  });

  it('the funnel keeps only runs that reached every step before', () => {
    const { funnels } = analyse({
      harm: 0,
      run: ({ arm, seed }) => ({
        verified: seed !== 1,
        funnel: { offered: arm === 'learned', listed: seed < 4, opened: seed < 3, followed: seed < 2 },
      }),
    });
    expect(funnels.map(({ arm }) => arm)).toEqual(['learned']);
    expect(funnels[0]?.stages.map(({ count }) => count)).toEqual([60, 48, 36, 24, 12]);
    expect(funnels[0]?.stages[3]?.ofPrevious?.rate).toBeCloseTo(2 / 3, 12);
    expect(funnels[0]?.control).toMatchObject({ arm: 'none', runs: 60, rate: 0.8 });
  });

  it('the funnel keeps incidents on which nothing should be followed apart', () => {
    const { funnels } = analyse({
      harm: 2,
      run: ({ arm }) => ({
        funnel: { offered: arm === 'learned', listed: true, opened: true, followed: true },
      }),
    });
    expect(funnels.map(({ arm, on, runs }) => [arm, on, runs > 0])).toEqual([
      ['learned', 'benefit', true],
      ['learned', 'harm', true],
    ]);
  });

  it('asks the question in other ways', () => {
    const { sensitivity, verdict } = full;
    const leftOut = sensitivity.filter(({ id }) => id === 'leave_one_out');
    expect(leftOut).toHaveLength(12);
    expect(leftOut.map(({ without }) => without)).toContain('near-7');
    const devops = sensitivity.find(({ id }) => id === 'without_skill_calls');
    expect(verdict.code).toBe('helps');
    expect(devops).toMatchObject({ verdict: 'no_difference', agrees: false });
  });

  it('shows what trusting the agent would have said', () => {
    const { verdict, sensitivity } = analyse({
      run: (place) => ({
        ...savingBy(0.7)(place),
        claimed: true,
        verified: place.arm === 'none' || (place.seed + place.scenario) % 3 > 0,
      }),
    });
    expect(verdict.code).toBe('hurts');
    expect(sensitivity.find(({ id }) => id === 'claimed_success')?.verdict).toBe('helps');
  });

  it('keeps the incidents that were learned from out of the headline', () => {
    const rows = rowsOf({ run: savingBy(1) });
    const learning = rowsOf({ run: savingBy(0.3), harm: 0 }).map((row) =>
      Object.assign(row, {
        id: `L${row.id}`,
        scenarioId: `L${row.scenarioId}`,
        class: 'learning',
      } as const),
    );
    const { verdict, sensitivity } = analysePaired({ rows: [...rows, ...learning], rules });
    expect(verdict.code).toBe('no_difference');
    expect(sensitivity.find(({ id }) => id === 'learning_scenarios')?.calls.percent).toBeLessThan(-60);
  });

  it('pays back after the cost of learning divided by the saving', () => {
    const { payBack } = analysePaired({
      rows: rowsOf({ run: ({ arm, scenario }) => ({ tokens: arm === 'none' ? 20_000 : 15_000 + scenario }) }),
      rules,
      learningCost: { calls: null, tokens: 49_945, cost: null },
    });
    expect(payBack.map(({ unit }) => unit)).toEqual(['tokens']);
    expect(payBack[0]?.breakEven.incidents).toBeCloseTo(49_945 / 4994.5, 9);
    expect(payBack[0]?.breakEven.latest).toBeGreaterThan(10);
  });

  it('is the same for the same rows and rules, and survives JSON', () => {
    const again = analyse({ arms: ['none', 'learned', 'placebo'], run: savingBy(0.7) });
    expect(again).toEqual(full);
    expect(JSON.parse(JSON.stringify(full))).toEqual(full);
  });

  it('refuses rules without a contrast', () => {
    expect(() => analysePaired({ rows: [], rules: { ...rules, contrasts: [] } })).toThrow(RangeError);
  });
});

describe('by class', () => {
  it('negative transfer shows where it happens', () => {
    const rows = rowsOf({
      run: ({ arm, class: name }) => ({ verified: name === 'near' || arm === 'none', harmful: false }),
    });
    const [headline] = analysePaired({ rows, rules }).contrasts;
    const of = (name: string) => headline?.classes.find((entry) => entry.class === name);
    expect(of('near')?.success.estimate.mean).toBe(0);
    expect(of('noop')?.success.estimate.mean).toBe(-1);
    expect(of('noop')?.success.interval?.high).toBeLessThan(-0.8);
  });
});
