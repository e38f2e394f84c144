import type { RunEvent } from './run-event.ts';

const RUN_ENDINGS: ReadonlySet<string> = new Set(['run.completed', 'run.failed', 'run.cancelled']);
const LEARNING_ENDINGS: ReadonlySet<string> = new Set([
  'learning.completed',
  'learning.skipped',
  'learning.failed',
]);
/** Facts about an attempt to learn; only these may follow the end of the run. */
const LEARNING_FACTS: ReadonlySet<string> = new Set([
  'learning.progressed',
  'learning.delayed',
  'task.extracted',
  'distillation.completed',
  'distillation.unavailable',
  'learning.measured',
  'skill.updated',
]);

/**
 * The life-cycle rules of a run's log, as the list of their violations (empty for a sound log; a prefix of a sound
 * log is sound). Tests and development run it over every log that is produced.
 */
export function checkStream(events: readonly RunEvent[]): string[] {
  const faults: string[] = [];
  const keys = new Set<string>();
  const asked = new Set<string>();
  let ended = false;
  let learning = false;
  let started = false;
  let call = 0;
  let turn = 0;
  events.forEach((event, index) => {
    const say = (fault: string) => faults.push(`#${event.seq} ${event.type}: ${fault}`);
    if (event.seq !== index + 1) say(`expected seq ${index + 1}`);
    if (keys.has(event.key)) say(`key ${event.key} occurs twice`);
    keys.add(event.key);
    if ((index === 0) !== (event.type === 'run.queued')) say('run.queued comes first and once');
    if (LEARNING_FACTS.has(event.type) || LEARNING_ENDINGS.has(event.type)) {
      if (!learning) say('no learning attempt is open');
      if (LEARNING_ENDINGS.has(event.type)) learning = false;
      return;
    }
    if (event.type === 'learning.requested') {
      if (learning) say('the previous attempt is still open');
      if (!ended) say('learning begins after the run has ended');
      learning = true;
      return;
    }
    if (ended) say('the run has already ended');
    if (RUN_ENDINGS.has(event.type)) ended = true;
    if (event.type === 'run.started') {
      if (started) say('started twice');
      started = true;
    } else if (event.type === 'run.resumed') {
      if (!started) say('before run.started');
    } else if (event.type === 'inference.completed') {
      if (!started) say('before run.started');
      turn += 1;
      if (event.data.turn !== turn) say(`expected turn ${turn}`);
      for (const { id } of event.data.toolCalls) asked.add(`${turn}/${id}`);
    } else if (event.type === 'tool_call.completed') {
      call += 1;
      if (event.data.call !== call) say(`expected call ${call}`);
      if (!asked.has(`${event.data.turn}/${event.data.callId}`)) say('nobody asked for this call');
    }
  });
  return faults;
}
