import { describe, expect, it } from 'vitest';
import type { HarnessOptions } from '#lib/testing/agent-harness.ts';
import {
  Crash,
  createCounterEnvironment,
  createDisk,
  eventsOf,
  runScripted,
} from '#lib/testing/agent-harness.ts';
import type { ScriptedStep } from '#lib/testing/scripted-model.ts';

// Ids are given, so that a model that is asked again after a restart says the same.
const SCRIPT: ScriptedStep[] = [
  {
    calls: [
      { name: 'read', id: 'a' },
      { name: 'add', arguments: { by: 2 }, id: 'b' },
    ],
  },
  {
    calls: [
      { name: 'add', arguments: { by: 'x' }, id: 'c' },
      { name: 'add', arguments: '{', id: 'd' },
      { name: 'rm', id: 'e' },
    ],
  },
  { calls: [{ name: 'read', id: 'f' }] },
  { say: 'Done.' },
];
const STEPS = [
  'store-0',
  'inference-1',
  'store-1',
  'tools-1',
  'store-2',
  'inference-2',
  'tools-2',
  'store-7',
  'inference-3',
  'tools-3',
  'store-9',
  'inference-4',
  'store-10',
];

/** What a run that never crashed leaves behind. */
async function undisturbed() {
  const { disk, outcome } = await runScripted(SCRIPT);
  return { events: disk.events, session: disk.session, outcome };
}

/** Runs until the crash, then again in a new process; the model's script goes on where it was. */
async function crashAndResume(crash: NonNullable<HarnessOptions['crash']>) {
  const disk = createDisk();
  await expect(runScripted(SCRIPT, { disk, crash })).rejects.toBeInstanceOf(Crash);
  const answered = Array.from(disk.steps.keys()).filter((name) => name.startsWith('inference-')).length;
  return runScripted(SCRIPT.slice(answered), { disk });
}

describe.each(['before', 'unsaved'] as const)('killed with a step %s', (when) => {
  it.each(STEPS)('at %s, the run ends with the same log and session', async (step) => {
    const { outcome, disk, environment, model } = await crashAndResume({ when, step });
    const expected = await undisturbed();
    expect(outcome).toEqual(expected.outcome);
    expect(disk.events).toEqual(expected.events);
    expect(disk.session).toEqual(expected.session);
    // The world was rebuilt by the same calls, once each.
    expect(environment.executed).toEqual(['read {}', 'add {"by":2}', 'add {"by":"x"}', 'read {}']);
    model.assertUsedUp();
  });
});

it('asks only once whether a message is there already', async () => {
  const { disk } = await crashAndResume({ when: 'unsaved', step: 'store-2' });
  expect(disk.checks.filter((key) => key === 'run_1:2')).toHaveLength(1);
  expect(disk.checks).not.toContain('run_1:3');
});

it('does not execute finished calls of skills again', async () => {
  let reads = 0;
  const skills = {
    offered: [],
    contextPrompt: '',
    tools: [{ name: 'get_skill', description: '', parameters: {} }],
    execute: async () => ({ result: `read ${(reads += 1)}`, outcome: 'ok' as const }),
  };
  const disk = createDisk();
  const script: ScriptedStep[] = [{ calls: [{ name: 'get_skill' }] }, { say: 'Done.' }];
  await expect(
    runScripted(script, { disk, run: { skills }, crash: { when: 'before', step: 'inference-2' } }),
  ).rejects.toBeInstanceOf(Crash);
  await runScripted(script.slice(1), { disk, run: { skills } });
  expect(reads).toBe(1);
  expect(eventsOf(disk, 'tool_call.completed')).toHaveLength(1);
});

it('refuses to go on in a world that answers differently', async () => {
  const disk = createDisk();
  await expect(
    runScripted(SCRIPT, { disk, crash: { when: 'before', step: 'inference-2' } }),
  ).rejects.toBeInstanceOf(Crash);
  await expect(
    runScripted(SCRIPT.slice(1), { disk, environment: createCounterEnvironment(100) }),
  ).rejects.toMatchObject({ code: 'internal' });
});

describe('cancelled', () => {
  it('while the model thinks, the run ends at once', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 10);
    await expect(
      runScripted([{ calls: [{ name: 'read' }] }, { hang: true }], { run: { signal: abort.signal } }),
    ).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('between two calls of a turn, the second is not made', async () => {
    const abort = new AbortController();
    const environment = createCounterEnvironment(0, () => abort.abort());
    await expect(
      runScripted([{ calls: [{ name: 'read' }, { name: 'read' }] }], {
        environment,
        run: { signal: abort.signal },
      }),
    ).rejects.toMatchObject({ code: 'cancelled' });
    expect(environment.executed).toEqual(['read {}']);
  });

  it('while a message is being stored by a server that hangs, the run does not wait for it', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 10);
    const recorder = { sessionId: 's', store: () => new Promise<string>(() => {}) };
    await expect(runScripted([], { run: { signal: abort.signal, recorder } })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});
