import type { SkillVersion } from '#lib/protocol/skill.ts';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { formatInstant } from '#components/ui/format.ts';
import { KeyValue } from '#components/ui/key-value.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { UnavailableNote } from '#components/ui/unavailable-note.tsx';
import { RunLink } from './run-link.tsx';

/** Where a version came from, as far as anyone can know. */
export function ProvenancePanel({ version }: { version: SkillVersion }) {
  const { runId, sessionId, taskIds, distillation } = version.provenance;
  const learned = !version.isDefault && (runId !== null || sessionId !== null);
  return (
    <Panel title={`Where v${version.number} came from`}>
      <KeyValue
        items={[
          { label: 'Run', value: runId ? <RunLink runId={runId} /> : <Missing>none of this lab</Missing> },
          { label: 'Session', value: sessionId ? <Id>{sessionId}</Id> : <Missing>not known</Missing> },
          {
            label: taskIds.length > 1 ? 'Tasks' : 'Task',
            value:
              taskIds.length > 0 ? (
                taskIds.map((id) => (
                  <span key={id} className="block">
                    <Id>{id}</Id>
                  </span>
                ))
              ) : (
                <Missing>not known</Missing>
              ),
          },
          { label: 'Taken', value: formatInstant(version.createdAt) },
          { label: 'Content', value: <Id>{version.versionId}</Id> },
        ]}
      />
      {distillation ? (
        <details className="mt-3 text-sm">
          <summary className="text-accent">Distillation that it was written from</summary>
          <div className="mt-2">
            <CodeBlock label="distillation" text={distillation} />
          </div>
        </details>
      ) : (
        learned && <UnavailableNote thing="distillation" className="mt-3" />
      )}
      {version.isDefault && (
        <p className="mt-3 text-xs text-muted">
          In every space from its start; its being here is no evidence of learning.
        </p>
      )}
    </Panel>
  );
}

function Id({ children }: { children: string }) {
  return <code className="font-mono text-xs break-all">{children}</code>;
}

function Missing({ children }: { children: string }) {
  return <span className="text-muted">{children}</span>;
}
