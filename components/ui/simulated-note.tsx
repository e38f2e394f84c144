import { FlaskConical } from 'lucide-react';
import { SIMULATED_NOTE } from '#lib/protocol/simulated-note.ts';

/** Belongs beside every figure that the offline model produced. */
export function SimulatedNote() {
  return (
    <p className="inline-flex items-center gap-1.5 text-xs text-muted">
      <FlaskConical aria-hidden size={12} className="shrink-0" />
      {SIMULATED_NOTE}
    </p>
  );
}
