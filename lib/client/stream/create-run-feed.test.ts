import { expect, test } from 'vitest';
import type { RunEvent } from '#lib/protocol/run-event.ts';
import { sampleRunEvents } from '#lib/testing/sample-run.ts';
import { RequestError } from '../request-error.ts';
import { createRunFeed } from './create-run-feed.ts';
import type { StreamListener } from './stream-message.ts';

const RUN = 'run_1';
const LOG = sampleRunEvents(RUN);

/** A feed whose server, stream, frames and timers are played by the test. */
function setUp({ known = 0, refuse = 0 }: { known?: number; refuse?: number } = {}) {
  let listener: StreamListener = () => {};
  const frames: (() => void)[] = [];
  const timers: (() => void)[] = [];
  const asked: number[] = [];
  let failures = refuse;
  /** What the server has; a fetch answers with all of it after `after`. */
  const server: RunEvent[] = LOG.slice(0, known);
  const feed = createRunFeed({
    runId: RUN,
    initialEvents: LOG.slice(0, known),
    subscribe: (heard) => {
      listener = heard;
      return () => {
        listener = () => {};
      };
    },
    fetchEvents: (_, after) => {
      asked.push(after);
      if (failures > 0) {
        failures -= 1;
        return Promise.reject(
          new RequestError({ code: 'internal', message: 'The lab did not answer.' }, null),
        );
      }
      return Promise.resolve(server.filter(({ seq }) => seq > after));
    },
    schedule: (flush) => {
      frames.push(flush);
      return () => frames.splice(0);
    },
    wait: (_, then) => {
      timers.push(then);
      return () => timers.splice(0);
    },
  });
  let changes = 0;
  const stop = feed.subscribe(() => {
    changes += 1;
  });
  return {
    feed,
    stop,
    server,
    asked,
    changes: () => changes,
    send: (event: RunEvent) => listener({ kind: 'run', position: event.seq, event }),
    delta: (turn: number, attempt: number, text: string, runId = RUN) =>
      listener({ kind: 'delta', delta: { runId, turn, attempt, delta: { kind: 'text', text } } }),
    connect: (connected: boolean) => listener({ kind: 'connection', connected, position: 1 }),
    frame: () => frames.splice(0).forEach((flush) => flush()),
    timer: () => timers.splice(0).forEach((then) => then()),
    settle: () => new Promise<void>((resolve) => setTimeout(resolve)),
  };
}

const at = (seq: number): RunEvent => {
  const event = LOG[seq - 1];
  if (!event) throw new Error(`no event ${seq}`);
  return event;
};

test('what arrives within a frame makes one change', async () => {
  const lab = setUp({ known: 2 });
  await lab.settle();
  const before = lab.changes();
  for (const seq of [3, 4, 5, 6]) lab.send(at(seq));
  expect(lab.feed.getState().view.lastSeq).toBe(2);
  lab.frame();
  expect(lab.feed.getState().view.lastSeq).toBe(6);
  expect(lab.changes()).toBe(before + 1);
});

test('an event that comes too early waits until the gap before it has been fetched', async () => {
  const lab = setUp({ known: 2 });
  await lab.settle();
  lab.server.push(at(3), at(4), at(5));
  lab.send(at(5));
  lab.frame();
  expect(lab.feed.getState().view.lastSeq).toBe(2);
  await lab.settle();
  expect(lab.feed.getState().view.lastSeq).toBe(5);
  expect(lab.asked.at(-1)).toBe(2);
});

test('events in the wrong order and repeated ones fold to the same view', async () => {
  const lab = setUp();
  await lab.settle();
  for (const seq of [2, 1, 3, 2, 1]) lab.send(at(seq));
  lab.frame();
  expect(lab.feed.getState().view.lastSeq).toBe(3);
  expect(lab.feed.getState().view.status.state).toBe('running');
});

test('a new connection makes it ask for what was missed', async () => {
  const lab = setUp({ known: 3 });
  await lab.settle();
  lab.connect(false);
  lab.frame();
  lab.server.push(at(4), at(5));
  lab.connect(true);
  lab.frame();
  await lab.settle();
  expect(lab.feed.getState()).toMatchObject({ view: { lastSeq: 5 } });
});

test('a failed fetch is shown, keeps what was known, and is tried again', async () => {
  const lab = setUp({ known: 3, refuse: 1 });
  await lab.settle();
  expect(lab.feed.getState()).toMatchObject({
    error: { message: 'The lab did not answer.' },
    view: { lastSeq: 3 },
  });
  lab.server.push(at(4));
  lab.timer();
  await lab.settle();
  expect(lab.feed.getState()).toMatchObject({ error: null, view: { lastSeq: 4 } });
});

test('a preview grows, starts afresh with a new attempt and ends with the fact', async () => {
  const lab = setUp({ known: 4 });
  await lab.settle();
  lab.delta(1, 1, 'The rep');
  lab.delta(1, 1, 'ort');
  lab.frame();
  expect(lab.feed.getState().preview).toMatchObject({ turn: 1, attempt: 1, text: 'The report' });
  lab.delta(1, 2, 'Again');
  lab.delta(1, 1, ' late');
  lab.frame();
  expect(lab.feed.getState().preview).toMatchObject({ attempt: 2, text: 'Again' });
  lab.send(at(5));
  lab.frame();
  expect(at(5).type).toBe('inference.completed');
  expect(lab.feed.getState().preview).toBeNull();
});

test('what other runs say is not heard', async () => {
  const lab = setUp({ known: 4 });
  await lab.settle();
  lab.send({ ...at(5), runId: 'run_2' });
  lab.delta(1, 1, 'not ours', 'run_2');
  lab.frame();
  expect(lab.feed.getState()).toMatchObject({ preview: null, view: { lastSeq: 4 } });
});

test('nothing is heard after the last watcher has left', async () => {
  const lab = setUp({ known: 2 });
  await lab.settle();
  lab.send(at(3));
  lab.stop();
  lab.frame();
  expect(lab.feed.getState().view.lastSeq).toBe(2);
});
