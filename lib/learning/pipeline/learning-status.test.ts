import { expect, test } from 'vitest';
import { hasOpenEnd, learningStatus, type LearningFacts } from './learning-status.ts';

const facts = (change: Partial<LearningFacts>): LearningFacts => ({
  jobs: [],
  messages: new Set(),
  tasks: [],
  ...change,
});

test.each<[string, Partial<LearningFacts>, string]>([
  ['nothing was stored yet', {}, 'pending'],
  ['messages wait', { messages: new Set(['pending', 'success']), jobs: ['done'] }, 'pending'],
  ['one job is done and one waits', { messages: new Set(['success']), jobs: ['done', 'waiting'] }, 'pending'],
  [
    'one job is done and one distils',
    { messages: new Set(['success']), jobs: ['done', 'distilling'] },
    'distilling',
  ],
  ['the space is taken', { messages: new Set(['success']), jobs: ['queued'] }, 'queued'],
  [
    'skills are being written',
    { messages: new Set(['success']), jobs: ['queued', 'writing'] },
    'skill_writing',
  ],
  [
    'everything is done',
    { messages: new Set(['success']), jobs: ['done', 'done'], tasks: ['success'] },
    'completed',
  ],
  ['a job failed and none is left', { messages: new Set(['success']), jobs: ['done', 'failed'] }, 'failed'],
  ['messages failed', { messages: new Set(['failed']) }, 'failed'],
  ['there was no task in it', { messages: new Set(['success']) }, 'completed'],
  ['a task is still open', { messages: new Set(['success']), tasks: ['running'] }, 'pending'],
])('when %s', (_name, change, status) => {
  expect(learningStatus(facts(change))).toBe(status);
});

test('only open tasks of a session at rest are an open end', () => {
  expect(hasOpenEnd(facts({ messages: new Set(['success']), tasks: ['running'] }))).toBe(true);
  expect(hasOpenEnd(facts({ messages: new Set(['success', 'pending']), tasks: ['running'] }))).toBe(false);
  expect(hasOpenEnd(facts({ messages: new Set(['success']), tasks: ['failed'] }))).toBe(false);
  expect(hasOpenEnd(facts({ messages: new Set(['success']), tasks: ['running'], jobs: ['done'] }))).toBe(
    false,
  );
  expect(hasOpenEnd(facts({}))).toBe(false);
});
