'use client';

import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { plural } from '#components/ui/format.ts';
import { Panel } from '#components/ui/panel.tsx';
import { useLeftovers } from '#lib/client/use-api.ts';
import { sumOf, totalOf } from '#lib/protocol/leftover-counts.ts';
import type { LeftoversBody } from '#lib/protocol/leftovers.ts';
import { CleanUpProgress } from './clean-up-progress.tsx';
import { countWords, thingWords } from './clean-up-words.ts';
import { ElsewhereList } from './elsewhere-list.tsx';
import { LeftoverTable } from './leftover-table.tsx';
import { useCleanUp } from './use-clean-up.ts';

/** What the lab has left in Acontext, and how to be rid of it. */
export function CleanUpSection({ leftovers: drawn }: { leftovers: LeftoversBody }) {
  const { data: leftovers = drawn, error: unanswered } = useLeftovers(drawn);
  const { busy, error, cleanUp, claim, forget } = useCleanUp();
  const [asking, setAsking] = useState<'unused' | 'all' | null>(null);
  const { server, unused, inUse, busyRuns, cleanUp: progress, elsewhere } = leftovers;
  const problem = error ?? unanswered;
  const isRunning = progress.left > 0;
  const all = totalOf(unused) + totalOf(inUse);
  const confirm = () => {
    if (asking === null) return;
    void cleanUp(asking).finally(() => setAsking(null));
  };
  return (
    <Panel id="clean-up" title="Clean up Acontext">
      <div className="flex flex-col gap-3">
        <p className="text-muted">
          Every run keeps its conversation in Acontext, and every story has a learning space with its skills
          there. A clean-up removes them from {server}; the runs, their events and the snapshots of their
          skills stay in the lab.
        </p>
        {all > 0 ? (
          <LeftoverTable inUse={inUse} unused={unused} />
        ) : (
          !isRunning && <p>The lab has left nothing at {server}.</p>
        )}
        {busyRuns > 0 && (
          <p className="text-xs text-muted">
            {plural(busyRuns, 'run')} at work or being learned from: what they need stays until they have
            ended.
          </p>
        )}
        {all > 0 && (
          <div className="flex flex-wrap gap-2">
            {totalOf(unused) > 0 && !isRunning && (
              <Button size="sm" onClick={() => setAsking('unused')} icon={<Trash2 aria-hidden size={13} />}>
                Remove what is not in use
              </Button>
            )}
            <Button size="sm" variant="danger" onClick={() => setAsking('all')}>
              Remove all
            </Button>
          </div>
        )}
        <CleanUpProgress leftovers={leftovers} busy={busy} onRetry={() => void cleanUp('failed')} />
        {problem && <ErrorNotice error={problem} />}
        <ElsewhereList elsewhere={elsewhere} busy={busy} onClaim={claim} onForget={forget} />
      </div>
      <ConfirmDialog
        open={asking !== null}
        title={asking === 'all' ? 'Remove everything from Acontext?' : 'Remove what is not in use?'}
        confirmLabel={`Remove ${asking === 'all' ? plural(all, 'thing') : thingWords(unused)}`}
        danger
        busy={busy !== null}
        onConfirm={confirm}
        onClose={() => setAsking(null)}
      >
        {asking === 'all' ? (
          <p>
            {countWords(sumOf(inUse, unused))} are removed from {server}, also those of the current story: a
            new story begins without any knowledge. Runs and snapshots of skills stay in the lab.
          </p>
        ) : (
          <p>
            {countWords(unused)} of earlier stories and single runs are removed from {server}. The current
            story goes on. Runs and snapshots of skills stay in the lab.
          </p>
        )}
      </ConfirmDialog>
    </Panel>
  );
}
