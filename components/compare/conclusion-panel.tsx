import { TriangleAlert } from 'lucide-react';
import { LinkButton } from '#components/ui/link-button.tsx';
import { SimulatedNote } from '#components/ui/simulated-note.tsx';
import type { Conclusion } from './prepare-conclusion.ts';

/** What can be said and how sure it is, before any picture. */
export function ConclusionPanel({ conclusion, simulated }: { conclusion: Conclusion; simulated: boolean }) {
  const { warnings, headline, certainty, notes, wantsControl } = conclusion;
  return (
    <section aria-label="Conclusion" className="flex flex-col gap-2">
      {warnings.length > 0 && (
        <ul className="flex flex-col gap-1 rounded-md border border-warn/40 bg-warn/5 px-3 py-2 text-sm">
          {warnings.map((warning) => (
            <li key={warning} className="flex items-start gap-1.5">
              <TriangleAlert aria-hidden size={14} className="mt-0.5 shrink-0 text-warn" />
              <span className="min-w-0 break-words">{warning}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="max-w-[80ch] text-lg leading-7 font-medium text-balance break-words">{headline}</p>
      <p className="max-w-[80ch] text-sm text-muted">{certainty}</p>
      {notes.map((note) => (
        <p key={note} className="max-w-[80ch] text-sm">
          {note}
        </p>
      ))}
      {wantsControl && (
        <p className="flex flex-wrap items-center gap-2 text-sm">
          The control is the same incident without the skill; the story offers to run it.
          <LinkButton size="sm" href="/">
            Run the control
          </LinkButton>
        </p>
      )}
      {simulated && <SimulatedNote />}
    </section>
  );
}
