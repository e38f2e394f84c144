import type { RunPreview } from '#lib/client/stream/fold-preview.ts';
import type { OfferedSkill, StopReason } from '#lib/protocol/event-run.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import { isPlayed } from '#lib/protocol/played-run.ts';
import type { CallView, RunView, TurnView } from '#lib/protocol/run-view.ts';

/** A call that was asked for and has no result runs, waits for the one before it, or never ran. */
export type AskedState = 'running' | 'waiting' | 'not run';

/** One row of a transcript, in reading order. `id` is stable while the run grows. */
export type TranscriptRow = { id: string } & (
  | { kind: 'system'; text: string; skills: OfferedSkill[]; tools: string[] }
  | { kind: 'request'; text: string }
  | { kind: 'turn'; turn: number; inference: TurnView['inference']; isFinal: boolean; played: boolean }
  | { kind: 'call'; call: CallView; devops: number | null }
  | { kind: 'asked'; name: string; arguments: string; state: AskedState }
  | { kind: 'typing'; typing: RunPreview }
  | { kind: 'not_stored'; error: ErrorInfo }
  | { kind: 'stopped'; reason: StopReason; finalMessage: string | null }
  | { kind: 'failed'; error: ErrorInfo }
  | { kind: 'cancelled' }
);

/** The rows of a run as far as its log goes, and what is being typed behind it. */
export function prepareTranscript(view: RunView, typing: RunPreview | null): TranscriptRow[] {
  const rows: TranscriptRow[] = [];
  const { started, stopped, status } = view;
  if (started) {
    const { systemPrompt: text, skills, tools } = started;
    rows.push({ id: 'system', kind: 'system', text, skills, tools });
    rows.push({ id: 'request', kind: 'request', text: started.request });
  }
  const devops = numberDevopsCalls(view.calls);
  const live = status.state === 'running';
  for (const turn of view.turns) rows.push(...turnRows(turn, view, devops, live));
  if (live && !stopped && typing && typing.turn > view.turns.length) {
    rows.push({ id: 'typing', kind: 'typing', typing });
  }
  if (view.storingFailed)
    rows.push({ id: 'not-stored', kind: 'not_stored', error: view.storingFailed.error });
  if (stopped) {
    const said = view.turns.at(-1)?.inference.content === stopped.finalMessage;
    const finalMessage = said || stopped.finalMessage === '' ? null : stopped.finalMessage;
    rows.push({ id: 'stopped', kind: 'stopped', reason: stopped.reason, finalMessage });
  }
  if (status.state === 'failed') rows.push({ id: 'failed', kind: 'failed', error: status.error });
  if (status.state === 'cancelled') rows.push({ id: 'cancelled', kind: 'cancelled' });
  return rows;
}

function turnRows(
  turn: TurnView,
  view: RunView,
  devops: ReadonlyMap<number, number>,
  live: boolean,
): TranscriptRow[] {
  const { inference, calls } = turn;
  const done = new Set(calls.map(({ callId }) => callId));
  const open = inference.toolCalls.filter(({ id }) => !done.has(id));
  const isFinal = inference.toolCalls.length === 0 && view.stopped?.finalMessage === inference.content;
  return [
    {
      id: `turn-${turn.turn}`,
      kind: 'turn',
      turn: turn.turn,
      inference,
      isFinal,
      played: isPlayed(view.plan),
    },
    ...calls.map((call): TranscriptRow => ({
      id: `call-${call.call}`,
      kind: 'call',
      call,
      devops: devops.get(call.call) ?? null,
    })),
    ...open.map(({ id, name, arguments: args }, index): TranscriptRow => ({
      id: `asked-${turn.turn}-${id}`,
      kind: 'asked',
      name,
      arguments: args,
      state: !live || view.stopped ? 'not run' : index === 0 ? 'running' : 'waiting',
    })),
  ];
}

/** Call number → its number among DevOps calls, which is what the original demo counted. */
export function numberDevopsCalls(calls: readonly CallView[]): ReadonlyMap<number, number> {
  const devops = calls.filter(({ kind }) => kind === 'read' || kind === 'write');
  return new Map(devops.map(({ call }, index) => [call, index + 1]));
}

/** Whatever of a row can be searched for, in one text. */
export function searchableText(row: TranscriptRow): string {
  switch (row.kind) {
    case 'system':
    case 'request':
      return row.text;
    case 'turn':
      return row.inference.content;
    case 'call':
      return `${row.call.name}\n${row.call.arguments}\n${row.call.result}`;
    case 'asked':
      return `${row.name}\n${row.arguments}`;
    case 'typing':
      return row.typing.text;
    case 'stopped':
      return row.finalMessage ?? '';
    case 'not_stored':
    case 'failed':
      return row.error.message;
    case 'cancelled':
      return '';
  }
}

/** Ids of the rows that contain the query, in order; none for a blank query. Case does not matter. */
export function findRows(rows: readonly TranscriptRow[], query: string): string[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return [];
  return rows.filter((row) => searchableText(row).toLowerCase().includes(wanted)).map(({ id }) => id);
}
