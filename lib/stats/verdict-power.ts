import type { AnalysisRules } from './analysis/analysis-rules.ts';
import { decideVerdict, type VerdictCode } from './analysis/decide-verdict.ts';
import type { Gate } from './analysis/judge-gates.ts';
import { measureContrast } from './analysis/measure-contrast.ts';
import { simulateExperiment, type AssumedWorld } from './simulate-experiment.ts';

export interface VerdictPower {
  simulations: number;
  /** Share of simulated experiments that end with each verdict. */
  verdicts: Record<VerdictCode, number>;
  /** Share that pass each gate: shows which one an experiment is too small for. */
  gates: Record<Gate['id'], number>;
}

/**
 * How an experiment of this size would end if the assumptions were true: the whole declared rule on seeded simulated data, about 1 ms each
 * for the standard size. Answers are exact to ± 1 / √simulations. Tests of single outcomes have closed forms (t-power.ts, mcnemar-power.ts)
 * but a verdict needs three gates at once, and success within 5 points is by far the hardest.
 */
export function verdictPower(
  world: AssumedWorld,
  rules: AnalysisRules,
  options: { simulations?: number; seed?: string } = {},
): VerdictPower {
  const { simulations = 300, seed = 'verdict-power' } = options;
  const verdicts: Record<VerdictCode, number> = { helps: 0, hurts: 0, no_difference: 0, cannot_tell: 0 };
  const gates: Record<Gate['id'], number> = { success: 0, calls: 0, harm: 0 };
  const contrast = { treated: 'learned', control: 'none', says: 'planned' };
  for (let index = 0; index < simulations; index += 1) {
    const rows = simulateExperiment(world, `${seed}:${index}`);
    const verdict = decideVerdict(measureContrast(rows, rules, contrast).effects, rules);
    verdicts[verdict.code] += 1;
    for (const { id, state } of verdict.gates) gates[id] += state === 'pass' ? 1 : 0;
  }
  const share = (count: number) => count / simulations;
  return {
    simulations,
    verdicts: {
      helps: share(verdicts.helps),
      hurts: share(verdicts.hurts),
      no_difference: share(verdicts.no_difference),
      cannot_tell: share(verdicts.cannot_tell),
    },
    gates: { success: share(gates.success), calls: share(gates.calls), harm: share(gates.harm) },
  };
}
