'use client';

import { RotateCcw } from 'lucide-react';
import { useMemo, useState } from 'react';
import { CommandLine } from '#components/play/command-line.tsx';
import type { KnownService } from '#components/play/prepare-known.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { plural } from '#components/ui/format.ts';
import { API } from '#lib/client/api-paths.ts';
import { postJson } from '#lib/client/fetch-json.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import type {
  ConsoleVerdict,
  ScenarioConsole,
  ScenarioConsoleBody,
  ScenarioPreview,
} from '#lib/protocol/scenario.ts';

interface Call {
  tool: string;
  arguments: string;
}
interface Shown extends Call {
  result: string;
  outcome: 'ok' | 'rejected';
}

interface Props {
  text: string;
  seed: number;
  preview: ScenarioPreview | null;
  /** The text has problems, so there is no world to try. */
  broken: boolean;
}

/** The five tools by hand on the text as it stands. Nothing is stored: each answer plays all calls again. */
export function ConsolePanel({ text, seed, preview, broken }: Props) {
  const [calls, setCalls] = useState<readonly Shown[]>([]);
  const [verdict, setVerdict] = useState<ConsoleVerdict | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorInfo | null>(null);
  const known = useMemo(() => namesOf(preview), [preview]);

  const play = async (next: readonly Call[], finalMessage?: string): Promise<boolean> => {
    setBusy(true);
    setError(null);
    try {
      const body: ScenarioConsole = {
        text,
        seed,
        calls: next.map(({ tool, arguments: raw }) => ({ tool, arguments: raw })),
        ...(finalMessage !== undefined && { finalMessage }),
      };
      const answer = await postJson<ScenarioConsoleBody>(API.scenarioTool('console'), body);
      if (!answer.ok) return false;
      setCalls(
        next.flatMap((call, index) => {
          const result = answer.results[index];
          return result ? [{ ...call, ...result }] : [];
        }),
      );
      setVerdict(answer.verdict);
      return true;
    } catch (reason) {
      setError(errorInfoOf(reason));
      return false;
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="flex flex-col gap-2 p-3">
      <div className="flex flex-wrap items-center gap-2 text-xs text-muted">
        <span>
          A dry run of the text as it stands, seed {seed}; nothing is stored.{' '}
          <code className="font-mono">done …</code> asks the oracle.
        </span>
        <span className="ml-auto flex gap-1.5">
          {calls.length > 0 && (
            <>
              <Button size="sm" busy={busy} disabled={broken} onClick={() => void play(calls)}>
                Play {plural(calls.length, 'call')} again
              </Button>
              <Button
                size="sm"
                variant="quiet"
                icon={<RotateCcw aria-hidden size={13} />}
                onClick={() => {
                  setCalls([]);
                  setVerdict(null);
                  setError(null);
                }}
              >
                Start over
              </Button>
            </>
          )}
        </span>
      </div>
      {broken ? (
        <p role="status" className="text-xs text-warn">
          The text has problems; there is no world to try until they are solved.
        </p>
      ) : (
        <CommandLine
          known={known}
          busy={busy}
          spent={calls.length >= MOST_CALLS}
          note=""
          onMove={(action) => {
            if (action.kind === 'call')
              return play([...calls, { tool: action.tool, arguments: action.arguments }]);
            return action.kind === 'finish' ? play(calls, action.message) : Promise.resolve(false);
          }}
        />
      )}
      {error && <ErrorNotice error={error} />}
      {verdict && <Verdict verdict={verdict} />}
      <ol aria-label="Calls, newest first" className="flex flex-col gap-2">
        {calls
          .map((call, index) => ({ call, number: index + 1 }))
          .toReversed()
          .map(({ call, number }) => (
            <li key={number} className="min-w-0 rounded-md border border-line bg-ground">
              <p className="flex gap-2 border-b border-line px-2.5 py-1 font-mono text-xs break-all">
                <span className="text-muted tabular-nums">{number}</span>
                <span>
                  {call.tool} {call.arguments}
                </span>
                {call.outcome === 'rejected' && <Badge tone="warn">refused</Badge>}
              </p>
              <pre className="max-h-72 overflow-auto px-2.5 py-1.5 font-mono text-xs leading-5 break-words whitespace-pre-wrap">
                {call.result}
              </pre>
            </li>
          ))}
      </ol>
    </div>
  );
}

const MOST_CALLS = 60;

/** An author knows the names already. */
function namesOf(preview: ScenarioPreview | null): KnownService[] {
  return (preview?.world.services ?? []).map(({ name }) => ({
    name,
    seenAt: 0,
    status: null,
    settings: new Map(Object.entries(preview?.settings[name] ?? {})),
  }));
}

function Verdict({ verdict: { verified, parts } }: { verdict: ConsoleVerdict }) {
  return (
    <div role="status" className="flex flex-col gap-1 rounded-md border border-line px-2.5 py-2 text-xs">
      <p>
        <Badge tone={verified ? 'good' : 'bad'}>{verified ? 'verified' : 'not verified'}</Badge>
      </p>
      <ul>
        {parts.map(({ name, holds, detail }) => (
          <li key={name} className={holds ? 'text-muted' : 'text-bad'}>
            {holds ? '✓' : '✗'} {name}: {detail}
          </li>
        ))}
      </ul>
    </div>
  );
}
