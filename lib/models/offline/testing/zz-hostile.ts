import { createOfflineModel } from '../create-offline-model.ts';
import { DEVOPS_TOOLS } from './run-loop.ts';
const model = createOfflineModel();
const send = async (label: string, body: unknown) => {
  const t = performance.now();
  const r = await model(
    new Request('http://x/v1/chat/completions', { method: 'POST', body: JSON.stringify(body) }),
  );
  await r.text();
  console.log(label, r.status, (performance.now() - t).toFixed(0), 'ms');
};
await send('warm', { messages: [{ role: 'user', content: 'hi' }] });
const tool = (name: string) => ({ type: 'function', function: { name } });
for (const [label, big] of [
  ['a', 'a'.repeat(300_000)],
  ['words', 'error timeout '.repeat(20_000)],
  ['dashes', 'a-'.repeat(150_000)],
  ['stars', '**a** '.repeat(50_000)],
  ['lines', '- **When to Apply:** x. Not when\n'.repeat(10_000)],
  ['spaces', ' '.repeat(300_000)],
  ['digits', '1,'.repeat(150_000)],
  ['caps', 'A b. '.repeat(60_000)],
  ['if', 'If If '.repeat(50_000)],
  ['from', 'a.b from 1 '.repeat(30_000)],
] as const) {
  const asks = {
    messages: [
      { role: 'user', content: 'api returns 502 errors' },
      {
        role: 'assistant',
        tool_calls: [
          { id: 'a', type: 'function', function: { name: 'check_logs', arguments: '{"service_name":"x"}' } },
          {
            id: 'b',
            type: 'function',
            function: { name: 'get_skill_file', arguments: '{"skill_name":"s","file_path":"f.md"}' },
          },
        ],
      },
      { role: 'tool', tool_call_id: 'a', content: `x: last\n2031-01-01T00:00:00Z ERROR ${big}` },
      {
        role: 'tool',
        tool_call_id: 'b',
        content: `File 'f.md'\n\nContent (type: text):\n## T\n- Steps:\n1. Read the logs\n2. ${big}`,
      },
    ],
    tools: [...DEVOPS_TOOLS, tool('get_skill'), tool('get_skill_file')],
  };
  await send(`agent ${label}`, asks);
  await send(`tasks ${label}`, {
    messages: [
      { role: 'user', content: `## Current Messages\n<message id=0>\n<user>(text) fix ${big}\n</message>` },
    ],
    tools: [tool('insert_task'), tool('update_task')],
  });
  await send(`distil ${label}`, {
    messages: [
      {
        role: 'user',
        content: `## Finished Task\nStatus: success\nDescription: ${big}\n## Task Messages\n<message id=0>\n<user>(text) our x is ${big}\n</message>`,
      },
    ],
    tools: [tool('report_success_analysis')],
  });
  await send(`learn ${label}`, {
    messages: [
      {
        role: 'user',
        content: `## Task Analysis (Success)\n**Goal:** ${big}\n**Approach:** Read ${big}\n**Applies When:** ${big}\n\n## Available Skills\n- **a**: ${big}`,
      },
    ],
    tools: [tool('create_skill'), tool('str_replace_skill_file')],
  });
}
