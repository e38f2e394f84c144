'use client';

import { Ruler } from 'lucide-react';
import { useMemo } from 'react';
import { EvidenceLink } from '#components/charts/chart-evidence.tsx';
import { mostFor } from '#lib/protocol/plan-most.ts';
import { withMinus } from '#lib/stats/analysis/figure-texts.ts';
import { sayNext } from '#lib/stats/analysis/say-next.ts';
import { sizeNext } from '#lib/stats/analysis/size-next.ts';
import { EVIDENCE } from '../evidence-key.ts';
import type { ResultsData } from './results-data.ts';

/** Beside CAN'T TELL YET: how large a new experiment would have to be. Nothing where there is a verdict, nor for an A/A. */
export function NextSize({ data: { analysis, view } }: { data: ResultsData }) {
  const { contrasts, verdict, rules } = analysis.paired;
  const { plan, bank, summary } = view;
  const says = useMemo(() => {
    const [effects] = contrasts;
    const next = effects && !summary.isAA ? sizeNext(effects, verdict, rules) : null;
    const limits = { ...mostFor(plan), bank: bank ?? null };
    return effects && next ? sayNext({ next, effects, rules }, limits) : null;
  }, [contrasts, verdict, rules, plan, bank, summary.isAA]);
  if (!says) return null;
  return (
    <p className="flex max-w-[100ch] gap-1.5 text-sm">
      <Ruler aria-hidden size={14} className="mt-0.5 shrink-0 text-muted" />
      <span className="min-w-0">
        <span className="text-muted">To plan a new experiment, not to prolong this one: </span>
        <EvidenceLink to={EVIDENCE.next()}>{withMinus(says)}</EvidenceLink>
      </span>
    </p>
  );
}
