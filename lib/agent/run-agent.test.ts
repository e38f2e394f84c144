import { describe, expect, it } from 'vitest';
import type { SkillAccess } from '#lib/protocol/ports.ts';
import type { RunDelta } from '#lib/protocol/run-delta.ts';
import { eventsOf, labError, runScripted } from '#lib/testing/agent-harness.ts';

const READ = { name: 'read' };
const ADD = { name: 'add', arguments: { by: 2 } };

describe('a run', () => {
  it('works until the model ends with a message, and stores every message in order', async () => {
    const { outcome, model, environment, disk } = await runScripted([
      { say: 'Looking.', calls: [READ] },
      { calls: [ADD, READ] },
      { say: 'It was too low; I added 2.' },
    ]);
    expect(outcome).toEqual({ reason: 'final_message', finalMessage: 'It was too low; I added 2.' });
    expect(environment.executed).toEqual(['read {}', 'add {"by":2}', 'read {}']);
    expect(disk.session.map(({ message }) => [message.role, message.content])).toEqual([
      ['user', 'The counter is too low.'],
      ['assistant', 'Looking.'],
      ['tool', 'The counter is 0.'],
      ['assistant', ''],
      ['tool', 'The counter is 2.'],
      ['tool', 'The counter is 2.'],
      ['assistant', 'It was too low; I added 2.'],
    ]);
    expect(disk.session.map(({ key }) => key)).toEqual([0, 1, 2, 3, 4, 5, 6].map((n) => `run_1:${n}`));
    model.assertUsedUp();
  });

  it('shows the model the whole conversation, the system prompt first', async () => {
    const { model } = await runScripted([{ calls: [ADD] }, { say: 'Done.' }]);
    expect(model.requests[1]?.messages).toEqual([
      { role: 'system', content: 'Count.' },
      { role: 'user', content: 'The counter is too low.' },
      {
        role: 'assistant',
        content: '',
        toolCalls: [{ id: 'call_1', name: 'add', arguments: '{"by":2}' }],
      },
      { role: 'tool', toolCallId: 'call_1', content: 'The counter is 2.' },
    ]);
  });

  it('tells the log each call with the world after it', async () => {
    const { disk } = await runScripted([{ calls: [READ, ADD] }, { say: 'Done.' }]);
    expect(eventsOf(disk, 'tool_call.completed').map(({ data }) => data)).toMatchObject([
      { turn: 1, call: 1, name: 'read', kind: 'read', outcome: 'ok', world: { tick: 1 } },
      { turn: 1, call: 2, name: 'add', kind: 'write', outcome: 'ok', world: { tick: 2 } },
    ]);
    expect(disk.events.map(({ key }) => key).slice(2)).toEqual([
      'message-0',
      'inference-1',
      'message-1',
      'call-1',
      'call-2',
      'message-2',
      'message-3',
      'inference-2',
      'message-4',
    ]);
  });

  it('previews what the model says, with run and turn', async () => {
    const deltas: RunDelta[] = [];
    await runScripted([{ calls: [READ] }, { say: 'Done.' }], {
      run: { onDelta: (delta) => deltas.push(delta) },
    });
    expect(deltas.at(-1)).toEqual({
      runId: 'run_1',
      turn: 2,
      attempt: 1,
      delta: { kind: 'text', text: 'Done.' },
    });
  });

  it('without a session keeps the conversation in its log alone', async () => {
    const { outcome, disk } = await runScripted([{ calls: [READ] }, { say: 'Done.' }], {
      run: { recorder: null },
    });
    expect(outcome.reason).toBe('final_message');
    expect(disk.session).toEqual([]);
    expect(eventsOf(disk, 'session.message_stored')).toEqual([]);
  });

  it('ends at once when the model never calls a tool', async () => {
    const { outcome, environment } = await runScripted([{ say: 'All is well.' }]);
    expect(outcome).toEqual({ reason: 'final_message', finalMessage: 'All is well.' });
    expect(environment.executed).toEqual([]);
  });
});

describe('a strange answer', () => {
  it('with malformed arguments gets told what was wrong, and the world is not touched', async () => {
    const { environment, disk, model } = await runScripted([
      { calls: [{ name: 'add', arguments: '{"by": 2' }] },
      { calls: [{ name: 'add', arguments: '[2]' }] },
      { say: 'Done.' },
    ]);
    expect(environment.executed).toEqual([]);
    const [first, second] = eventsOf(disk, 'tool_call.completed').map(({ data }) => data);
    expect(first).toMatchObject({ kind: 'write', outcome: 'rejected', world: null, arguments: '{"by": 2' });
    expect(first?.result).toContain('not valid JSON');
    expect(first?.result).toContain('by (integer, required)');
    expect(second?.result).toContain('not an object');
    expect(model.requests[1]?.messages.at(-1)).toMatchObject({ role: 'tool', content: first?.result });
  });

  it('that was cut off in the middle of a call gets told so, and whole calls are executed', async () => {
    const { environment, disk } = await runScripted([
      { calls: [ADD, { name: 'add', arguments: '{"by"' }], finishReason: 'length' },
      { say: 'Done.' },
    ]);
    expect(environment.executed).toEqual(['add {"by":2}']);
    expect(eventsOf(disk, 'tool_call.completed')[1]?.data.result).toContain('cut off');
  });

  it('with an unknown tool gets the list of tools', async () => {
    const { disk } = await runScripted([{ calls: [{ name: 'rm', arguments: '{}' }] }, { say: 'Done.' }]);
    const data = eventsOf(disk, 'tool_call.completed')[0]?.data;
    expect(data).toMatchObject({ kind: 'unknown', outcome: 'rejected', world: null });
    expect(data?.result).toContain('read, add');
  });

  it('with missing or repeated call ids gets ids of its own', async () => {
    const { disk, model } = await runScripted([
      {
        calls: [
          { ...READ, id: 'same' },
          { ...ADD, id: 'same' },
          { ...READ, id: '' },
        ],
      },
      { calls: [{ ...READ, id: 'same' }] },
      { say: 'Done.' },
    ]);
    const ids = eventsOf(disk, 'tool_call.completed').map(({ data }) => data.callId);
    expect(new Set(ids).size).toBe(4);
    expect(ids[0]).toBe('same');
    const asked = model.requests[2]?.messages.flatMap((m) => (m.role === 'assistant' ? m.toolCalls : []));
    expect(asked?.map(({ id }) => id)).toEqual(ids);
  });

  it('that is empty is asked about once', async () => {
    const { outcome, model, disk } = await runScripted([{}, { calls: [READ] }, {}, { say: 'Done.' }]);
    expect(outcome).toEqual({ reason: 'final_message', finalMessage: 'Done.' });
    expect(model.requests[1]?.messages.map(({ role }) => role)).toEqual(['system', 'user', 'user']);
    expect(disk.session.map(({ message }) => message.role)).toEqual([
      'user',
      'user',
      'assistant',
      'tool',
      'user',
      'assistant',
    ]);
  });

  it('that is empty twice in a row ends the run', async () => {
    const { outcome } = await runScripted([{}, { say: '  ' }]);
    expect(outcome).toEqual({ reason: 'empty_answer', finalMessage: '' });
  });

  it.each([
    ['length', 'truncated'],
    ['content_filter', 'refusal'],
    ['refusal', 'refusal'],
    ['unknown', 'final_message'],
  ] as const)('that ended with %s ends the run as %s', async (finishReason, reason) => {
    const { outcome } = await runScripted([{ say: 'So', finishReason }]);
    expect(outcome).toEqual({ reason, finalMessage: 'So' });
  });
});

describe('a limit', () => {
  it('of turns ends a model that loops', async () => {
    const loop = Array.from({ length: 3 }, () => ({ say: 'Again.', calls: [READ] }));
    const { outcome, environment } = await runScripted(loop, {
      run: { limits: { maxCalls: 40, maxTurns: 3 } },
    });
    expect(outcome).toEqual({ reason: 'turn_cap', finalMessage: 'Again.' });
    expect(environment.executed).toHaveLength(3);
  });

  it('of calls is kept to the call, and the others are answered but not made', async () => {
    const { outcome, environment, disk } = await runScripted(
      [{ calls: [READ] }, { calls: [ADD, ADD, ADD] }],
      {
        run: { limits: { maxCalls: 3, maxTurns: 25 } },
      },
    );
    expect(outcome.reason).toBe('call_cap');
    expect(environment.executed).toEqual(['read {}', 'add {"by":2}', 'add {"by":2}']);
    expect(eventsOf(disk, 'tool_call.completed')).toHaveLength(3);
    expect(disk.session.at(-1)?.message).toMatchObject({ role: 'tool', toolCallId: 'call_4' });
    expect(disk.session.at(-1)?.message.content).toContain('limit of 3 tool calls');
  });

  it('that was just reached still lets the model conclude', async () => {
    const { outcome } = await runScripted([{ calls: [READ] }, { say: 'Done.' }], {
      run: { limits: { maxCalls: 1, maxTurns: 25 } },
    });
    expect(outcome.reason).toBe('final_message');
  });
});

describe('skills', () => {
  const skills: SkillAccess = {
    offered: [],
    contextPrompt: '',
    tools: [{ name: 'get_skill', description: '', parameters: {} }],
    execute: async (_name, raw) => {
      if (raw.includes('away')) throw new Error('no connection');
      return { result: 'Skill: one', outcome: 'ok' };
    },
  };

  it('are read without touching the world, and a store that is away costs only the skill', async () => {
    const { disk, model } = await runScripted(
      [
        {
          calls: [
            { name: 'get_skill', arguments: {} },
            { name: 'get_skill', arguments: { at: 'away' } },
          ],
        },
        { say: 'Done.' },
      ],
      { run: { skills } },
    );
    const [read, failed] = eventsOf(disk, 'tool_call.completed').map(({ data }) => data);
    expect(read).toMatchObject({ kind: 'skill', result: 'Skill: one', outcome: 'ok', world: null });
    expect(failed).toMatchObject({ kind: 'skill', outcome: 'rejected', world: null });
    expect(failed?.result).toContain('no connection');
    expect(model.requests[0]?.tools.map(({ name }) => name)).toEqual(['read', 'add', 'get_skill']);
  });
});

describe('a failure', () => {
  it('to store is told once, and the run goes on', async () => {
    const { outcome, disk } = await runScripted([{ calls: [READ] }, { say: 'Done.' }], {
      storeFault: (stored) => (stored === 2 ? labError('acontext_unreachable') : null),
    });
    expect(outcome.reason).toBe('final_message');
    expect(eventsOf(disk, 'session.storing_failed').map(({ data }) => data)).toEqual([
      { index: 2, error: { code: 'acontext_unreachable', message: 'acontext_unreachable' } },
    ]);
    expect(disk.session).toHaveLength(2);
  });

  it('of the model is thrown as it is', async () => {
    await expect(
      runScripted([{ fail: { code: 'model_unauthorized', message: 'no' } }]),
    ).rejects.toMatchObject({ code: 'model_unauthorized' });
  });
});
