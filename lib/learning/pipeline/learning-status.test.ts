import { expect, test } from 'vitest';
import { hasOpenEnd, learningStatus, type LearningFacts } from './learning-status.ts';

const facts = (change: Partial<LearningFacts>): LearningFacts => ({
  jobs: [],
  messages: {},
  tasks: [],
  ...change,
});

test.each<[string, Partial<LearningFacts>, string]>([
  ['nothing was stored yet', {}, 'pending'],
  ['messages wait', { messages: { pending: 1, success: 3 }, jobs: ['done'] }, 'pending'],
  ['one job is done and one waits', { messages: { success: 1 }, jobs: ['done', 'waiting'] }, 'pending'],
  [
    'one job is done and one distils',
    { messages: { success: 1 }, jobs: ['done', 'distilling'] },
    'distilling',
  ],
  ['the space is taken', { messages: { success: 1 }, jobs: ['queued'] }, 'queued'],
  ['skills are being written', { messages: { success: 1 }, jobs: ['queued', 'writing'] }, 'skill_writing'],
  [
    'everything is done',
    { messages: { success: 2 }, jobs: ['done', 'done'], tasks: ['success'] },
    'completed',
  ],
  ['a job failed and none is left', { messages: { success: 1 }, jobs: ['done', 'failed'] }, 'failed'],
  ['messages failed', { messages: { failed: 2 } }, 'failed'],
  ['there was no task in it', { messages: { success: 2 } }, 'completed'],
  ['a task is still open', { messages: { success: 2 }, tasks: ['running'] }, 'pending'],
])('when %s', (_name, change, status) => {
  expect(learningStatus(facts(change))).toBe(status);
});

test('only open tasks of a session at rest are an open end', () => {
  expect(hasOpenEnd(facts({ messages: { success: 1 }, tasks: ['running'] }))).toBe(true);
  expect(hasOpenEnd(facts({ messages: { success: 1, pending: 1 }, tasks: ['running'] }))).toBe(false);
  expect(hasOpenEnd(facts({ messages: { success: 1 }, tasks: ['failed'] }))).toBe(false);
  expect(hasOpenEnd(facts({ messages: { success: 1 }, tasks: ['running'], jobs: ['done'] }))).toBe(false);
  expect(hasOpenEnd(facts({}))).toBe(false);
});
