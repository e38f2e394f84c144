import { percentText, pointsText } from '#lib/stats/analysis/figure-texts.ts';
import { effectOfLearning } from '#lib/stats/analysis/effect-of-learning.ts';
import { counted } from '#lib/stats/analysis/words.ts';
import type { ExperimentAnalysis } from '#lib/stats/experiment-analysis.ts';
import { idsOf, namesOf, type Evidence } from './evidence.ts';

/** What the skill of one independent learning did. */
export function learningEvidence(
  { paired }: ExperimentAnalysis,
  [id = '']: readonly string[],
): Evidence | null {
  const [headline] = paired.contrasts;
  const effect = headline ? effectOfLearning(headline, id) : null;
  if (!headline || !effect) return null;
  return {
    title: `Learning ${id}, ${namesOf(headline)}`,
    value: `calls ${percentText(effect.callsPercent)}, success ${pointsText(effect.success)}`,
    says: [
      `Mean of its ${counted(effect.scenarios, 'scenario')} over ${counted(effect.pairs, 'pair')}; a run that was not verified counts as ${paired.rules.callsOfFailure} calls.`,
      'One draw out of those that the claim is about: it has no interval of its own, and the verdict is made from all of them.',
    ],
    methods: ['log_ratio'],
    rowIds: idsOf([...effect.callsUnits, ...effect.successUnits]),
    learned: { distillationId: id },
  };
}
