import { Check, CircleDashed, CircleX } from 'lucide-react';
import { EvidenceLink } from '#components/charts/chart-evidence.tsx';
import type { Gate } from '#lib/stats/analysis/judge-gates.ts';
import { EVIDENCE } from '../evidence-key.ts';
import { GATE_WORDS } from '#lib/stats/analysis/codes-in-words.ts';
import { withMinus } from '#lib/stats/analysis/figure-texts.ts';

const ICON = {
  pass: <Check aria-hidden size={14} className="text-good" />,
  fail: <CircleX aria-hidden size={14} className="text-bad" />,
  open: <CircleDashed aria-hidden size={14} className="text-warn" />,
};

/** One of the three conditions of HELPS: what was required and what was found. */
export function GateCard({ gate, number }: { gate: Gate; number: number }) {
  return (
    <div className="flex flex-col gap-1 rounded-md border border-line p-3 text-sm">
      <h3 className="font-semibold">
        {number}. {gate.title}
      </h3>
      <p className="flex items-center gap-1.5 text-xs text-muted">
        {ICON[gate.state]}
        {GATE_WORDS[gate.state]}
      </p>
      <p className="tabular-nums">
        <EvidenceLink to={EVIDENCE[gate.id](0)}>{withMinus(gate.says)}</EvidenceLink>
      </p>
    </div>
  );
}
