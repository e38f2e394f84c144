'use client';

import { buttonClass } from '#components/ui/button-class.ts';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { Time } from '#components/ui/time.tsx';
import { API } from '#lib/client/api-paths.ts';
import { fetchJson } from '#lib/client/fetch-json.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import type { ScenarioSource, ScenarioVersionInfo } from '#lib/protocol/scenario.ts';
import { useState } from 'react';

interface Props {
  scenarioId: string | null;
  versions: readonly ScenarioVersionInfo[];
  onTake: (text: string) => void;
}

/** Every save, newest first. Runs and experiments keep the one that they used. */
export function VersionsPanel({ scenarioId, versions, onTake }: Props) {
  const [error, setError] = useState<ErrorInfo | null>(null);
  if (scenarioId === null || versions.length === 0) {
    return <EmptyState title="No versions yet">Every save becomes one, and none is ever changed.</EmptyState>;
  }
  const take = (version: number) => {
    setError(null);
    fetchJson<ScenarioSource>(API.scenarioText(scenarioId, 'source', version)).then(
      ({ text }) => onTake(text),
      (reason: unknown) => setError(errorInfoOf(reason)),
    );
  };
  return (
    <div className="flex flex-col">
      {error && <ErrorNotice error={error} className="m-3" />}
      <ul className="divide-y divide-line">
        {versions.map(({ version, hash, createdAt }) => (
          <li key={version} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5 text-xs">
            <span className="font-medium tabular-nums">Version {version}</span>
            <code className="font-mono text-muted" title={hash}>
              {hash.slice(0, 8)}
            </code>
            <span className="text-muted">
              <Time at={createdAt} />
            </span>
            <span className="ml-auto flex gap-1.5">
              <Button size="sm" variant="quiet" onClick={() => take(version)}>
                Put into the editor
              </Button>
              <a
                href={API.scenarioText(scenarioId, 'export', version)}
                download
                className={buttonClass('quiet', 'sm')}
                aria-label={`Export version ${version}`}
              >
                Export
              </a>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
