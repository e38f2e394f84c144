import type { AnalysisRules } from './analysis-rules.ts';
import { pointsLower, type Gate } from './judge-gates.ts';
import type { ContrastEffects } from './measure-contrast.ts';
import { sharePercent } from './words.ts';

type Say = (effects: ContrastEffects, rules: AnalysisRules) => string;

/** Why a gate is not passed, for a reader without statistics: what may still be true, beside what is allowed. */
export const SAY_LACK: Record<Gate['id'], Say> = {
  success: ({ success: { nonInferiority: bound } }, { success: { margin } }) =>
    bound === null
      ? 'success was not compared'
      : `success may be up to ${pointsLower(-bound.low, margin)} lower, where ${pointsLower(margin)} would do`,
  calls: ({ calls: { estimate } }, { calls: { leastReduction } }) => {
    const { mean, interval } = estimate;
    const least = Math.log1p(-leastReduction);
    if (mean === null || interval === null) return 'calls were not compared';
    if (interval.low > 0) return 'it saves no calls';
    if (interval.low > least) return `it saves less than ${sharePercent(leastReduction)} of the calls`;
    if (interval.high >= 0) return 'the difference in calls may be chance';
    return `a saving of less than ${sharePercent(leastReduction)} does not count`;
  },
  harm: ({ harm: { added } }, { harm: { most } }) =>
    added === null
      ? 'whether it does harm was not measured'
      : `it may do harm in up to ${sharePercent(added.high, most)} of the incidents with nothing to gain, where ${sharePercent(most)} would do`,
};
