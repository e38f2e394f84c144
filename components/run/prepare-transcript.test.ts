import { describe, expect, it } from 'vitest';
import { foldRun, foldRunEvents } from '#lib/protocol/fold-run.ts';
import type { RunEvent } from '#lib/protocol/run-event.ts';
import { sampleRunEvents } from '#lib/testing/sample-run.ts';
import { findRows, prepareTranscript } from './prepare-transcript.ts';

const events = sampleRunEvents();
const upTo = (type: RunEvent['type'], nth = 1) => {
  let seen = 0;
  const index = events.findIndex((event) => event.type === type && ++seen === nth);
  return foldRunEvents('run_sample', events.slice(0, index + 1));
};
const kinds = (rows: readonly { kind: string }[]) => rows.map(({ kind }) => kind);

describe('the rows of a transcript', () => {
  it('begin with the system prompt and the request, and end with why the agent stopped', () => {
    const rows = prepareTranscript(foldRunEvents('run_sample', events), null);
    expect(kinds(rows.slice(0, 4))).toEqual(['system', 'request', 'turn', 'call']);
    expect(rows.at(-1)).toMatchObject({ kind: 'stopped', reason: 'final_message' });
  });

  it('show a final message once, as the words of the last turn', () => {
    const rows = prepareTranscript(foldRunEvents('run_sample', events), null);
    expect(rows.at(-2)).toMatchObject({ kind: 'turn', isFinal: true });
    expect(rows.at(-1)).toMatchObject({ finalMessage: null });
  });

  it('number DevOps calls apart from skill calls', () => {
    const view = foldRunEvents('run_sample', events);
    const calls = view.calls.map((call, index) => (index === 0 ? { ...call, kind: 'skill' as const } : call));
    const turns = view.turns.map((turn, index) => ({
      ...turn,
      calls: calls.slice(index, index + turn.calls.length),
    }));
    const rows = prepareTranscript({ ...view, calls, turns }, null);
    const numbers = rows.flatMap((row) => (row.kind === 'call' ? [row.devops] : []));
    expect(numbers).toEqual([null, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('show calls that were asked for and have not come back; the first of them is running', () => {
    const rows = prepareTranscript(upTo('inference.completed', 2), null);
    expect(rows.at(-1)).toMatchObject({ kind: 'asked', name: 'check_logs', state: 'running' });
  });

  it('show what is being typed until the turn is a fact', () => {
    const typing = { turn: 2, attempt: 1, text: 'It is un', toolCalls: [], notice: null };
    expect(prepareTranscript(upTo('tool_call.completed', 1), typing).at(-1)).toMatchObject({
      kind: 'typing',
    });
    expect(kinds(prepareTranscript(upTo('inference.completed', 2), typing))).not.toContain('typing');
  });

  it('end with the error of a failed run', () => {
    const error = { code: 'model_unreachable' as const, message: 'The model did not answer.' };
    const running = upTo('tool_call.completed', 1);
    const failed = foldRun(running, {
      runId: 'run_sample',
      seq: running.lastSeq + 1,
      key: 'run.failed',
      at: '2026-11-22T10:01:00.000Z',
      type: 'run.failed',
      data: { error },
    });
    expect(prepareTranscript(failed, null).at(-1)).toMatchObject({
      kind: 'failed',
      error,
    });
  });

  it('are found by anything they contain, whatever its case', () => {
    const rows = prepareTranscript(foldRunEvents('run_sample', events), null);
    expect(findRows(rows, 'UPSTREAM_TIMEOUT_MS = 10000')).toEqual(['call-6']);
    expect(findRows(rows, '  ')).toEqual([]);
  });
});
