import { expect, test } from 'vitest';
import { renderDistillationInput } from './distiller.ts';
import { renderMessages, toolNamesOf, type ReadableMessage } from './render-message.ts';
import { renderLearnerFollowUp, renderLearnerInput } from './skill-learner.ts';
import { renderTaskAgentInput } from './task-agent.ts';

const messages: ReadableMessage[] = [
  { role: 'user', parts: [{ type: 'text', text: 'Why 502?' }] },
  {
    role: 'assistant',
    parts: [{ type: 'tool-call', meta: { id: 'c1', name: 'check_logs', arguments: '{"lines":3}' } }],
  },
  { role: 'user', parts: [{ type: 'tool-result', text: 'timeout', meta: { tool_call_id: 'c1' } }] },
];
const toolNames = toolNamesOf(messages);

test('messages are numbered blocks, one line per part, cut at the limit', () => {
  expect(renderMessages(messages, { limit: 100, toolNames })).toBe(
    [
      '<message id=0>',
      '<user>(text) Why 502?',
      '</message>',
      '<message id=1>',
      '<agent>(tool-call) {"tool_name":"check_logs","arguments":{"lines":3}}',
      '</message>',
      '<message id=2>',
      '<user>(tool-result) {"tool_name":"check_logs","result":"timeout"}',
      '</message>',
    ].join('\n'),
  );
  const long: ReadableMessage = { role: 'user', parts: [{ type: 'text', text: 'x'.repeat(50) }] };
  expect(renderMessages([long], { limit: 10, toolNames })).toContain(
    `(text) ${'x'.repeat(10)}… [truncated]\n`,
  );
  const image: ReadableMessage = { role: 'user', parts: [{ type: 'image', filename: 'a.png' }] };
  expect(renderMessages([image], { limit: 10, toolNames })).toContain('<user>(image) [file: a.p');
});

test('the task agent reads tasks, progress, preferences and criteria before the messages', () => {
  const input = renderTaskAgentInput({
    tasks: [{ order: 1, description: 'Stop the 502s', status: 'running' }],
    progress: [{ order: 1, text: 'Looked at the logs' }],
    preferences: ['The user likes brevity.'],
    criteria: { success: 'The user says so.' },
    messages,
    toolNames,
  });
  expect(input.match(/^## .*$/gm)).toEqual([
    '## Current Existing Tasks',
    '## Previous Progress',
    '## Known User Preferences',
    '## Task Evaluation Criteria',
    '## Current Messages',
  ]);
  expect(input).toContain('\nTask 1: Stop the 502s (Status: running)\n');
  expect(input).toContain('\n- Task 1: Looked at the logs\n');
  expect(input).toContain('\n- Success: The user says so.\n');
});

test('sections without content are left out, lists that matter say that they are empty', () => {
  const empty = { tasks: [], progress: [], preferences: [], criteria: {}, messages, toolNames };
  expect(renderTaskAgentInput(empty).match(/^## .*$/gm)).toEqual([
    '## Current Existing Tasks',
    '## Previous Progress',
    '## Current Messages',
  ]);
});

test('the distiller reads the task, its messages and the skills of the space', () => {
  const input = renderDistillationInput({
    task: { order: 1, description: 'Stop the 502s', status: 'success', progress: ['Raised the limit'] },
    tasks: [{ order: 1, description: 'Stop the 502s', status: 'success' }],
    messages,
    toolNames,
    skills: [{ name: 'daily-logs', description: 'A diary.' }],
  });
  expect(input).toContain(
    '## Finished Task\nStatus: success\nDescription: Stop the 502s\nProgress:\n- Raised the limit\n',
  );
  expect(input).toContain('## Learning Space Skills\n- **daily-logs**: A diary.');
});

test('the learner reads contexts, skills and the date', () => {
  const context = { text: '## Factual Content', date: '2026-11-22' };
  const waiting = [{ text: 'Another', date: '2026-01-01' }];
  expect(renderLearnerInput(context, waiting, [])).toContain(
    "### Pending Context 1 (date: 2026-01-01)\nAnother\n\n## Available Skills\n(No skills in this learning space yet)\n\nToday's date: 2026-11-22",
  );
  expect(renderLearnerFollowUp(waiting, [])).toContain('### Pending Context 1 (date: 2026-01-01)\nAnother');
});
