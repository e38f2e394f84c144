import { describe, expect, it } from 'vitest';
import { analysePaired } from '../analyse-paired.ts';
import { simulateExperiment, NULL_WORLD } from '../simulate-experiment.ts';
import { rowsOf, type Plan } from '../testing/row-of.ts';
import { defaultRules, type Claim } from './analysis-rules.ts';
import { measureContrast } from './measure-contrast.ts';
import { explainNext, nextFigure, sayNext, type NextLimits } from './say-next.ts';
import { sizeNext } from './size-next.ts';
import { spreadOf } from './spread-at-size.ts';

const LIMITS: NextLimits = { seeds: 100, scenarios: 200, learnings: 50, bank: 14 };

function planned(claim: Claim, rows: Parameters<typeof analysePaired>[0]['rows'], limits = LIMITS) {
  const rules = defaultRules(claim);
  const { contrasts, verdict } = analysePaired({ rows, rules });
  const [effects] = contrasts;
  if (!effects) throw new Error('no contrast');
  const next = sizeNext(effects, verdict, rules);
  const input = next && { next, effects, rules };
  return {
    effects,
    verdict,
    next,
    says: input && sayNext(input, limits),
    explains: input ? explainNext(input).join(' ') : '',
  };
}

/** Calls that change by e^log with the skill. */
const changing =
  (log: (scenario: number, seed: number) => number): Plan['run'] =>
  ({ arm, scenario, seed }) => ({
    calls: arm === 'learned' ? Math.round(1000 * Math.exp(log(scenario, seed))) : 1000,
  });
const unlikeScenarios = changing((scenario, seed) => ((scenario % 4) - 1.5) * 0.2 + ((seed % 3) - 1) * 0.1);
const unlikePairs = changing((_scenario, seed) => ((seed % 5) - 2) * 0.15 - 0.06);

// Expected numbers computed with scipy (nct, multinomial) from the same values, outside of the project.
describe('the size of a new experiment', () => {
  it('is nobody’s business where there is a verdict', () => {
    const helps = rowsOf({
      run: ({ arm, scenario }) => ({ calls: arm === 'learned' ? 14 + (scenario % 3) : 20 }),
    });
    expect(planned('family', helps)).toMatchObject({ verdict: { code: 'helps' }, next: null });
  });

  it('is more scenarios where these differ among themselves, and no number of seeds', () => {
    const { next, says } = planned('family', rowsOf({ seeds: 6, run: unlikeScenarios }));
    expect(next?.lacks.map(({ id }) => id)).toEqual(['calls']);
    expect(next?.betweenShare).toBeCloseTo(0.9755058931933005, 9);
    expect(next?.ways).toMatchObject([
      { by: 'seeds', now: 6, need: null },
      { by: 'scenarios', now: 12, need: 41 },
    ]);
    expect(says).toContain('More seeds would not do: 98 % of the spread is between scenarios.');
    expect(says).toContain('About 29 more scenarios (41 instead of 12)');
    expect(says).toContain('The lab has 14 that this claim can use, so 27 would have to be written.');
  });

  it('is more seeds where single runs differ, with a range for what is not known of the spread', () => {
    const { next, says } = planned('incident', rowsOf({ benefit: 1, harm: 2, seeds: 20, run: unlikePairs }));
    const calls = next?.lacks.find(({ id }) => id === 'calls');
    expect(calls?.chanceNow).toBeGreaterThan(0.4);
    // 36 pairs for calls; success takes 52, though nothing is lost.
    expect(next?.ways).toMatchObject([{ by: 'seeds', now: 20, need: 52 }]);
    expect(says).toContain(
      'About 32 more seeds (52 instead of 20) would do in at least 80 % of such experiments',
    );
    const [way] = next?.ways ?? [];
    expect(way?.range.low).toBe(52);
    expect(way?.range.high ?? Infinity).toBeGreaterThan(200);
    expect(next && nextFigure(next)).toBe('52 seeds instead of 20');
  });

  it('counts the pairs for calls as a t test does', () => {
    const rules = { ...defaultRules('incident'), success: { margin: 0.5, alpha: 0.05 } };
    const rows = rowsOf({ benefit: 1, harm: 2, seeds: 20, run: unlikePairs });
    const { contrasts, verdict } = analysePaired({ rows, rules });
    const [effects] = contrasts;
    const next = effects && sizeNext(effects, verdict, rules);
    expect(next?.lacks.map(({ id }) => id)).toEqual(['calls']);
    expect(next?.ways).toMatchObject([{ by: 'seeds', need: 36 }]);
  });

  it('counts the pairs for success by the tables that would show it', () => {
    const lost = new Set(['learned 0', 'learned 1', 'none 2']);
    const { next } = planned(
      'incident',
      rowsOf({
        benefit: 1,
        harm: 1,
        seeds: 60,
        run: ({ arm, seed, class: name }) => ({
          calls: arm === 'learned' ? 10 : 20,
          verified: name === 'noop' || !lost.has(`${arm} ${seed}`),
        }),
      }),
    );
    expect(next?.lacks.map(({ id }) => id)).toEqual(['success']);
    const need = next?.ways[0]?.need ?? 0;
    // The first size at which the exact power reaches 80 % is 158; it rises in small steps.
    expect(need).toBeGreaterThanOrEqual(158);
    expect(need).toBeLessThan(170);
  });

  it('is as large as it says: experiments of that size find what was looked for', () => {
    const world = { ...NULL_WORLD, control: 1, treated: 1, harmControl: 0, harmTreated: 0, runSd: 0.15 };
    const rules = defaultRules('family');
    const seen = simulateExperiment({ ...world, effectSd: 0.2, effect: Math.log(0.88) }, 'seen 2');
    const { next, effects } = planned('family', seen);
    expect(next).toMatchObject({ route: 'helps', lacks: [{ id: 'calls' }] });
    const { sd, se } = effects.calls.estimate;
    const size = { scenarios: 12, seeds: 5, learnings: 1 };
    expect(spreadOf(effects.calls.units, 'scenario', 0.95)?.at(size).se).toBeCloseTo(se ?? 0, 9);
    // The same spread between scenario means as was seen, and an effect as small as the plan asks for.
    const between = Math.sqrt((sd ?? 0) ** 2 - (2 * 0.15 ** 2) / 5);
    const same = {
      ...world,
      effect: Math.log(0.9),
      effectSd: between,
      benefitScenarios: next?.ways.find(({ by }) => by === 'scenarios')?.need ?? 0,
      harmScenarios: 0,
    };
    const contrast = { treated: 'learned', control: 'none', says: '' };
    const hits = Array.from({ length: 300 }, (_, index) => {
      const rows = simulateExperiment(same, `size:${index}`);
      const { interval } = measureContrast(rows, rules, contrast).effects.calls.estimate;
      return interval !== null && interval.high < 0;
    }).filter(Boolean).length;
    expect(hits / 300).toBeGreaterThan(0.73);
    expect(hits / 300).toBeLessThan(0.87);
  }, 60_000);

  it('is told plainly to be out of reach', () => {
    const wild = changing((scenario) => ((scenario % 4) - 1.5) * 0.9);
    const { says } = planned('family', rowsOf({ run: wild }));
    expect(says).toMatch(
      /^It would take about \d+ scenarios instead of 12 .*times as many, which is out of reach/,
    );
    const { says: capped } = planned(
      'incident',
      rowsOf({ benefit: 1, harm: 1, seeds: 40, run: changing((_scenario, seed) => ((seed % 5) - 2) * 0.3) }),
    );
    expect(capped).toContain('more than the 100 that one plan may have');
  });

  it('does not plan from fewer units than the claim needs', () => {
    const { next, says } = planned('family', rowsOf({ benefit: 3, run: unlikeScenarios }));
    expect(next?.ways).toEqual([]);
    expect(says).toContain('6 scenarios are the least for this claim, 12 scenarios or more are advised.');
  });

  it('names what no number of runs would change', () => {
    const harmful: Plan['run'] = (place) => ({
      ...unlikeScenarios(place),
      harmful: place.class === 'noop' && place.arm === 'learned' && place.seed === 0 && place.scenario < 5,
    });
    expect(planned('family', rowsOf({ run: harmful })).says).toContain(
      'harm stays as seen: it was added in 13 %',
    );
    const { says, next } = planned('family', rowsOf({ harm: 0, run: unlikeScenarios }));
    expect(next?.blocked).toEqual(['harm_not_measured']);
    expect(says).toContain('Gate 3 takes at least 29 pairs without any harm');
  });

  it('plans for NO DIFFERENCE where a saving as large as asked is all but ruled out', () => {
    const rows = rowsOf({
      seeds: 6,
      run: (place) => ({
        ...changing((scenario) => 0.06 + ((scenario % 4) - 1.5) * 0.08)(place),
        harmful: false,
      }),
    });
    const { next, verdict, says } = planned('family', rows);
    expect(verdict.code).toBe('cannot_tell');
    expect(next?.route).toBe('no_difference');
    expect(says).toContain('to show that calls stay within ±10 % if they change as seen');
  });

  it('says so where the change as seen is too near to the margin for any number', () => {
    const near = changing((scenario) => 0.09 + ((scenario % 4) - 1.5) * 0.08);
    const { next, says } = planned('family', rowsOf({ seeds: 6, run: near }));
    expect(next?.route).toBe('no_difference');
    expect(says).toContain('too near to ±10 % to show that they stay within it');
  });

  it('offers more learnings or more scenarios where both were drawn', () => {
    const world = { ...NULL_WORLD, control: 1, treated: 1, effect: Math.log(0.9) };
    const rows = simulateExperiment({ ...world, distillations: 5, distillationSd: 0.2 }, 'pipe');
    const { next } = planned('pipeline', rows);
    expect(next?.ways.map(({ by, now }) => ({ by, now }))).toEqual([
      { by: 'scenarios', now: 12 },
      { by: 'learnings', now: 5 },
    ]);
    const [scenarios, learnings] = next?.ways ?? [];
    expect(scenarios?.need).toBeNull();
    expect(learnings?.need).toBeGreaterThan(5);
  });

  it('says that it is for a new experiment, and that a smaller effect than asked stays one', () => {
    const { explains, says } = planned('family', rowsOf({ seeds: 6, run: unlikeScenarios }));
    expect(explains).toContain('Adding runs to this one until it says something');
    expect(says).toContain('no size comes to HELPS');
  });
});
