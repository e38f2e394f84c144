import type { ScenarioCard } from '#lib/protocol/story.ts';

/** What is broken, and what the agent is told about it. */
export function Incident({ card }: { card: ScenarioCard }) {
  return (
    <div className="flex flex-col gap-2">
      <p>{card.summary}</p>
      <details className="text-xs text-muted">
        <summary className="w-fit hover:text-text">What the agent is told</summary>
        <p className="mt-1 border-l-2 border-line pl-2 font-mono leading-5">{card.request}</p>
      </details>
    </div>
  );
}
