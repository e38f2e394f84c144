import { withMinus } from '#lib/stats/analysis/figure-texts.ts';
import { explainNext, nextFigure } from '#lib/stats/analysis/say-next.ts';
import { sizeNext } from '#lib/stats/analysis/size-next.ts';
import type { ExperimentAnalysis } from '#lib/stats/experiment-analysis.ts';
import { idsOf, spreadOf, type Evidence } from './evidence.ts';

/** How the size of a new experiment was counted. */
export function nextEvidence({ paired }: ExperimentAnalysis): Evidence | null {
  const { contrasts, verdict, rules } = paired;
  const [effects] = contrasts;
  const next = effects ? sizeNext(effects, verdict, rules) : null;
  if (!effects || !next) return null;
  return {
    title: 'Planning help: the size of a new experiment',
    value: nextFigure(next),
    says: explainNext({ next, effects, rules }).map(withMinus),
    methods: ['size_next', spreadOf(effects)],
    rowIds: [
      ...idsOf(effects.success.units),
      ...(next.lacks.some(({ id }) => id === 'harm') ? effects.harm.rowIds : []),
    ],
  };
}
