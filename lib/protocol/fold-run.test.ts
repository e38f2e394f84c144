import { describe, expect, it } from 'vitest';
import { buildLog } from '#lib/testing/build-log.ts';
import { samplePlan, sampleRunEvents } from '#lib/testing/sample-run.ts';
import { checkStream } from './check-stream.ts';
import { emptyRun, foldRun, foldRunEvents } from './fold-run.ts';
import { agentOf, PERSON } from './played-run.ts';
import type { RunEvent } from './run-event.ts';
import { summariseRun } from './summarise-run.ts';

const events = sampleRunEvents();

describe('foldRun', () => {
  it('shows a finished run with its calls, verdict and what was learned', () => {
    const view = foldRunEvents('run_sample', events);
    expect(view.status).toEqual({ state: 'completed', outcome: 'verified' });
    expect(view.calls).toHaveLength(8);
    expect(view.learning.status).toEqual({ state: 'completed', skillsChanged: 1 });
    expect(view.learning.tasks[0]?.status).toBe('success');
    expect(view.waiting).toBeNull();
  });

  it('is unmoved by events that it has already seen', () => {
    const view = foldRunEvents('run_sample', events);
    expect(events.reduce(foldRun, view)).toEqual(view);
  });

  it('says what a live run waits for', () => {
    const waitingAfter = (type: string) =>
      foldRunEvents('run_sample', events.slice(0, events.findIndex((event) => event.type === type) + 1))
        .waiting;
    expect(emptyRun('run_sample').waiting).toBe('start');
    expect(waitingAfter('run.started')).toBe('model');
    expect(waitingAfter('inference.completed')).toBe('tools');
    expect(waitingAfter('tool_call.completed')).toBe('model');
    expect(waitingAfter('agent.stopped')).toBe('evaluation');
    expect(waitingAfter('learning.requested')).toBe('learning');
  });

  it('replaces a task by its later state and starts anew with another attempt', () => {
    const first = events.find((event) => event.type === 'learning.requested');
    const view = foldRunEvents('run_sample', events);
    if (first?.type !== 'learning.requested') throw new Error('sample has no learning');
    const again = foldRun(view, { ...first, seq: view.lastSeq + 1, data: { ...first.data, attempt: 2 } });
    expect(again.learning).toMatchObject({ attempt: 2, tasks: [], skills: [], status: { state: 'running' } });
  });
});

describe('summariseRun', () => {
  it('counts DevOps calls apart from the total and leaves cost out where no prices are known', () => {
    const summary = summariseRun(foldRunEvents('run_sample', events));
    expect(summary.calls).toMatchObject({ total: 8, devops: 8, skill: 0, write: 2 });
    expect(summary.cost).toBeNull();
    expect(summary.turns).toBe(9);
  });
});

describe('a run that a lab took up again', () => {
  /** The sample run, which was interrupted after so many events for five minutes. */
  const interrupted = (after: number) => {
    const log = sampleRunEvents('run_1');
    const last = log[after - 1];
    if (!last) throw new Error('no such event');
    const later = (at: string) => new Date(Date.parse(at) + 300_000).toISOString();
    const resumed: RunEvent = {
      runId: 'run_1',
      seq: after + 1,
      key: `resumed/${after}`,
      at: later(last.at),
      type: 'run.resumed',
      data: { since: last.at },
    };
    const rest = log
      .slice(after)
      .map((event): RunEvent => Object.assign({}, event, { seq: event.seq + 1, at: later(event.at) }));
    return [...log.slice(0, after), resumed, ...rest];
  };
  const activeMs = (log: readonly RunEvent[]) => summariseRun(foldRunEvents('run_1', log)).activeMs;
  const whole = sampleRunEvents('run_1');
  const started = whole.findIndex(({ type }) => type === 'run.started') + 1;
  const ended = whole.findIndex(({ type }) => type === 'run.completed') + 1;

  it('counts the same time as one that nothing interrupted, wherever that was', () => {
    expect(activeMs(whole)).toBeGreaterThan(0);
    for (let after = started; after < ended; after += 1) {
      expect(activeMs(interrupted(after))).toBe(activeMs(whole));
      expect(checkStream(interrupted(after))).toEqual([]);
    }
  });

  it('never counts less the further it gets', () => {
    const log = interrupted(ended - 2);
    const times = log.map((_, index) => activeMs(log.slice(0, index + 1)));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});

describe('a run that a person plays', () => {
  const played = sampleRunEvents('run_sample', { model: PERSON });
  const upTo = (type: RunEvent['type']) =>
    foldRunEvents('run_sample', played.slice(0, played.findIndex((event) => event.type === type) + 1));

  it('waits for the person where an agent’s run waits for its model', () => {
    expect(upTo('run.started').waiting).toBe('person');
    expect(upTo('inference.completed').waiting).toBe('tools');
    expect(upTo('tool_call.completed').waiting).toBe('person');
    expect(upTo('agent.stopped').waiting).toBe('evaluation');
  });

  it('says so in its row', () => {
    expect(agentOf(summariseRun(upTo('run.completed')).plan)).toBe('person');
    expect(agentOf(samplePlan())).toBe('model');
  });
});

describe('checkStream', () => {
  it('accepts a sound log and each of its prefixes', () => {
    expect(events.map((_, length) => checkStream(events.slice(0, length)))).toEqual(events.map(() => []));
    expect(checkStream(events)).toEqual([]);
  });

  it('names a gap, a second ending, a call that nobody asked for and learning before the end', () => {
    const gap = events.filter(({ seq }) => seq !== 5);
    expect(checkStream(gap).join('\n')).toContain('expected seq 5');
    const plan = samplePlan();
    const faults = checkStream(
      buildLog('run_x', [
        { type: 'run.queued', data: { plan } },
        { type: 'learning.requested', data: { attempt: 1, sessionId: 's', spaceId: null } },
        { type: 'run.cancelled', data: {} },
        { type: 'run.cancelled', data: {} },
      ]),
    ).join('\n');
    expect(faults).toContain('learning begins after the run has ended');
    expect(faults).toContain('already ended');
  });
});
