import { PageName } from '#components/frame/page-name.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { ScenarioCard } from '#lib/protocol/story.ts';
import { PlayForm } from './play-form.tsx';

/** What a person is told before they play an incident: what an agent is told, and how they are judged. */
export function PlayStart({ scenario, maxCalls }: { scenario: ScenarioCard; maxCalls: number }) {
  return (
    <div className="flex w-full max-w-3xl flex-col gap-3 p-3 xl:px-4">
      <PageName name={`Play: ${scenario.title}`} />
      <h1 className="text-lg font-semibold">Play: {scenario.title}</h1>
      <p className="text-muted">{scenario.summary}</p>
      <Panel title="The report">
        <p className="break-words whitespace-pre-wrap">{scenario.request}</p>
      </Panel>
      <Panel title="You are on call">
        <ul className="mb-3 list-disc pl-4 text-muted">
          <li>
            You see what an agent sees: the report, and what five tools answer. The system stays hidden until
            the end.
          </li>
          <li>Each call takes 30 s of world time, a restart 90 s; nothing moves while you think.</li>
          <li>{maxCalls} calls at most. You may leave and come back; the run waits.</li>
          <li>
            The oracle judges the system afterwards, as it judges an agent’s: what you say counts for the
            diagnosis alone.
          </li>
        </ul>
        <PlayForm scenarioId={scenario.scenarioId} />
      </Panel>
    </div>
  );
}
