// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { mutate } from 'swr';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import type { RunEvent } from '#lib/protocol/run-event.ts';
import { SIMULATED_NOTE } from '#lib/protocol/simulated-note.ts';
import type { SkillSummary } from '#lib/protocol/skill.ts';
import type { StoryView } from '#lib/protocol/story.ts';
import { summariseRun } from '#lib/protocol/summarise-run.ts';
import { buildLog } from '#lib/testing/build-log.ts';
import { sampleRunEvents } from '#lib/testing/sample-run.ts';
import { StoryPage } from './story-page.tsx';

const LOG = sampleRunEvents('run_1');
const card = {
  scenarioId: 'classic-act-1',
  title: 'Gateway',
  summary: 'The gateway fails.',
  request: 'Fix it.',
};
const skill: SkillSummary = {
  skillId: 's1',
  spaceId: 'space',
  name: 'incident-response',
  description: 'What to do.',
  isDefault: false,
  versions: 1,
  latestVersionId: 'skv_1',
  files: ['SKILL.md'],
  updatedAt: '2026-11-22T10:00:00.000Z',
  taughtBy: ['run_1'],
  live: true,
  lint: { error: 0, warning: 0, note: 0 },
};

function storyOf(events: readonly RunEvent[], skills: SkillSummary[] = []): StoryView {
  return {
    storyId: 'story_1',
    spaceId: 'space',
    createdAt: '2026-11-22T10:00:00.000Z',
    acts: { act1: card, act2: card },
    act1: events.length > 0 ? summariseRun(foldRunEvents('run_1', events)) : null,
    act2: null,
    control: null,
    learned: { tasks: [], skills },
  };
}

const SCENE = {
  world: { tick: 0, services: [], links: [] },
  layout: { width: 100, height: 100, nodes: [], links: [] },
};

/** The lab's answers by path; what is not listed answers with an empty log. */
let answers: Record<string, () => Response> = {};
const posted: string[] = [];

beforeEach(() => {
  answers = {};
  posted.length = 0;
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    if (init?.method === 'POST') posted.push(url);
    return Promise.resolve(answers[url]?.() ?? Response.json({ events: [] }));
  });
  // jsdom has neither; the page must live without a stream.
  vi.stubGlobal(
    'EventSource',
    class {
      readyState = 0;
      addEventListener() {}
      close() {}
    },
  );
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
});
afterEach(async () => {
  cleanup();
  // The cache lives as long as the page.
  await mutate(() => true, undefined, { revalidate: false });
  vi.unstubAllGlobals();
});

function show(story: StoryView, events: readonly RunEvent[] = []) {
  answers['/api/story'] ??= () => Response.json(story);
  render(
    <StoryPage
      initialStory={story}
      initialEvents={{ run_1: events }}
      initialLayout={null}
      scene={SCENE}
      simulated
    />,
  );
}
/** A panel of the strip, by the words of its heading. */
const step = (name: string) => within(screen.getByRole('region', { name: new RegExp(`^\\d ?${name}`) }));
const refusal = (code: string, message: string) => () =>
  Response.json({ error: { code, message } }, { status: 409 });

test('a first visitor sees the system of Act 1, can run it and nothing else', async () => {
  show(storyOf([]));
  expect(step('Act 1').getByRole('button', { name: 'Run Act 1' })).toBeDefined();
  expect(step('Act 2').queryByRole('button')).toBeNull();
  expect(step('Act 2').getByText(/Opens when Act 1 has taught a skill/)).toBeDefined();
  expect(await screen.findByRole('heading', { name: 'The system when the report comes in' })).toBeDefined();
});

test('a refused start says why, and can be tried again', async () => {
  answers['/api/story/runs'] = refusal('already_running', 'Act 1 is running already.');
  show(storyOf([]));
  await userEvent.click(screen.getByRole('button', { name: 'Run Act 1' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Act 1 is running already.');
  expect(screen.getByRole('button', { name: 'Run Act 1' }).getAttribute('aria-disabled')).toBeNull();
});

test('two clicks on Run start one run', async () => {
  answers['/api/story/runs'] = () => Response.json({ runId: 'run_1' }, { status: 201 });
  answers['/api/story'] = () => Response.json(storyOf(LOG.slice(0, posted.length)));
  show(storyOf([]));
  await userEvent.dblClick(screen.getByRole('button', { name: 'Run Act 1' }));
  expect(await step('Act 1').findByText('waiting for a worker')).toBeDefined();
  expect(posted).toEqual(['/api/story/runs']);
});

test('a lab that does not answer is told from one that refuses', async () => {
  answers['/api/story/runs'] = () => {
    throw new TypeError('fetch failed');
  };
  show(storyOf([]));
  await userEvent.click(screen.getByRole('button', { name: 'Run Act 1' }));
  expect((await screen.findByRole('alert')).textContent).toContain('The lab did not answer.');
});

test('while Act 1 works it counts calls and says what it waits for', () => {
  const events = LOG.slice(0, 8);
  show(storyOf(events), events);
  expect(step('Act 1').getByText('2 calls')).toBeDefined();
  expect(step('Act 1').getByText('waiting for the model')).toBeDefined();
  expect(step('Act 1').getByRole('button', { name: 'Cancel' })).toBeDefined();
});

test('failed learning keeps the run and offers to learn again', async () => {
  const upTo = LOG.findIndex(({ type }) => type === 'learning.requested') + 1;
  const events = buildLog('run_1', [
    ...LOG.slice(0, upTo),
    {
      type: 'learning.failed',
      data: { attempt: 1, error: { code: 'acontext_unreachable', message: 'Acontext did not answer.' } },
    },
  ]);
  answers['/api/runs/run_1/learn'] = () => Response.json({ runId: 'run_1', attempt: 2 }, { status: 202 });
  show(storyOf(events), events);
  expect(step('Learned').getByRole('alert').textContent).toContain('Acontext did not answer.');
  await userEvent.click(step('Learned').getByRole('button', { name: 'Retry learning' }));
  expect(posted).toEqual(['/api/runs/run_1/learn']);
});

test('a written skill opens Act 2 together with its control', () => {
  show(storyOf(LOG, [skill]), LOG);
  expect(step('Learned').getByRole('link', { name: 'incident-response' })).toBeDefined();
  expect(step('Act 2').getByRole('button', { name: 'Run Act 2' })).toBeDefined();
  expect(step('Act 2').getByRole('button', { name: 'Run without the skill' })).toBeDefined();
});

test('skills that every space has from its start open nothing', () => {
  show(storyOf(LOG, [{ ...skill, isDefault: true }]), LOG);
  expect(step('Act 2').queryByRole('button')).toBeNull();
});

test('whose figures they are stands above them once, as the runs were and not as the next would be', () => {
  show(storyOf(LOG), LOG);
  expect(screen.getAllByText(SIMULATED_NOTE)).toHaveLength(1);
  cleanup();
  const story = storyOf(LOG);
  const model = { kind: 'openai', name: 'a-model', simulated: false, host: 'model.test' } as const;
  const real = story.act1 && { ...story.act1, plan: { ...story.act1.plan, model } };
  show({ ...story, act1: real });
  expect(screen.queryByText(SIMULATED_NOTE)).toBeNull();
});
