import { describe, expect, test } from 'vitest';
import { toolNamesOf } from '../prompts/render-message.ts';
import { linkResults } from './gemini-in.ts';
import { formatSchema, READERS, WRITERS } from './formats.ts';
import { FormatError } from './normalised.ts';

const newId = () => '0a1b2c3d-0000-4000-8000-000000000000';
const read = (format: 'openai' | 'anthropic' | 'gemini', blob: unknown) => READERS[format](blob, newId);
const write = (format: 'openai' | 'anthropic' | 'gemini', messages: ReturnType<typeof read>[]) =>
  messages.map((message) => WRITERS[format](message, toolNamesOf(messages)));

const ANTHROPIC = [
  { role: 'user', content: [{ type: 'text', text: 'Why 502?', cache_control: { type: 'ephemeral' } }] },
  {
    role: 'assistant',
    content: [
      { type: 'thinking', thinking: 'Look first.', signature: 'sig' },
      { type: 'redacted_thinking', data: 'xyz' },
      { type: 'tool_use', id: 't1', name: 'check_logs', input: { service_name: 'api' } },
    ],
  },
  {
    role: 'user',
    content: [
      {
        type: 'tool_result',
        tool_use_id: 't1',
        content: [{ type: 'text', text: 'timeout' }],
        is_error: false,
      },
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } },
      { type: 'document', source: { type: 'url', url: 'https://example.com/a.pdf' } },
      { type: 'search_result', title: 'unknown to us' },
    ],
  },
];
const GEMINI = [
  { role: 'user', parts: [{ text: 'Why 502?' }, { inlineData: { mimeType: 'image/png', data: 'AAAA' } }] },
  {
    role: 'model',
    parts: [
      { text: 'Look first.', thought: true },
      {
        functionCall: { id: 'g1', name: 'check_logs', args: { service_name: 'api' } },
        thoughtSignature: 's',
      },
    ],
  },
  {
    role: 'user',
    parts: [
      { functionResponse: { id: 'g1', name: 'check_logs', response: { output: 'timeout' } } },
      { fileData: { mimeType: 'video/mp4', fileUri: 'https://example.com/a.mp4' } },
    ],
  },
];

describe('a format gives back what it took', () => {
  test.each([
    ['anthropic', ANTHROPIC],
    ['gemini', GEMINI],
  ] as const)('%s', (format, messages) => {
    expect(
      write(
        format,
        messages.map((message) => read(format, message)),
      ),
    ).toEqual(messages);
  });
});

describe('one format becomes another', () => {
  test('a conversation of Anthropic’s for OpenAI', () => {
    expect(
      write(
        'openai',
        ANTHROPIC.map((message) => read('anthropic', message)),
      )[1],
    ).toEqual({
      role: 'assistant',
      tool_calls: [
        { id: 't1', type: 'function', function: { name: 'check_logs', arguments: '{"service_name":"api"}' } },
      ],
    });
  });

  test('a conversation of Gemini’s for Anthropic', () => {
    expect(
      write(
        'anthropic',
        GEMINI.map((message) => read('gemini', message)),
      ),
    ).toMatchObject([
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Why 502?' },
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } },
        ],
      },
      { role: 'assistant', content: [{ type: 'text' }, { type: 'tool_use', id: 'g1', name: 'check_logs' }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'g1' }, { type: 'text' }] },
    ]);
  });

  test('a conversation of OpenAI’s for Gemini finds the name of a result by its call', () => {
    const call = { id: 'c1', type: 'function', function: { name: 'restart', arguments: 'no json' } };
    const messages = [
      { role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }] },
      { role: 'assistant', content: 'ok', tool_calls: [call] },
      { role: 'tool', tool_call_id: 'c1', content: 'done' },
    ].map((message) => read('openai', message));
    expect(write('gemini', messages)).toEqual([
      { role: 'user', parts: [{ inlineData: { mimeType: 'image/png', data: 'AAAA' } }] },
      {
        role: 'model',
        parts: [
          { text: 'ok' },
          { functionCall: { id: 'c1', name: 'restart', args: { arguments: 'no json' } } },
        ],
      },
      {
        role: 'user',
        parts: [{ functionResponse: { id: 'c1', name: 'restart', response: { output: 'done' } } }],
      },
    ]);
  });

  test('base64 of Anthropic’s is a data URL for OpenAI', () => {
    const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } };
    const message = read('anthropic', { role: 'user', content: [image] });
    expect(write('openai', [message])).toEqual([
      { role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }] },
    ]);
  });
});

describe('Gemini’s calls without ids', () => {
  test('get one, and their results find the oldest open call of that name', () => {
    const call = (name: string) => ({ role: 'model', parts: [{ functionCall: { name } }] });
    expect(read('gemini', call('a')).parts[0]?.meta).toMatchObject({ id: 'call_0a1b2c3d', arguments: '{}' });
    const earlier = ['one', 'two'].map((id) => ({ type: 'tool-call' as const, meta: { id, name: 'a' } }));
    const results = read('gemini', {
      role: 'user',
      parts: [
        { functionResponse: { name: 'a' } },
        { functionResponse: { name: 'a' } },
        { functionResponse: { name: 'b' } },
      ],
    }).parts;
    expect(linkResults(results, earlier).map(({ meta }) => meta?.['tool_call_id'])).toEqual([
      'one',
      'two',
      undefined,
    ]);
  });
});

test('null means absent, as SDKs write it', () => {
  const part = { text: 'x', thought: null, functionCall: null, inlineData: null };
  expect(read('gemini', { role: 'user', parts: [part] }).parts).toEqual([{ type: 'text', text: 'x' }]);
  const own = { type: 'text', text: 'x', meta: null, file_field: null };
  expect(READERS.acontext({ role: 'user', parts: [own] }, newId).parts).toEqual([
    { type: 'text', text: 'x' },
  ]);
  expect(read('openai', { role: 'user', content: 'x', name: null }).meta).toEqual({
    source_format: 'openai',
  });
});

describe('what is not of its format is refused', () => {
  test.each([
    ['anthropic', { role: 'system', content: 'x' }],
    ['anthropic', { role: 'user' }],
    ['anthropic', { role: 'user', content: [{ type: 'text' }] }],
    ['anthropic', { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'b', input: 'c' }] }],
    ['gemini', { role: 'assistant', parts: [{ text: 'x' }] }],
    ['gemini', { role: 'user', parts: [] }],
    ['gemini', { role: 'user', parts: [{}] }],
    ['gemini', { role: 'user', parts: [{ inlineData: { mimeType: 'image/png', data: '%%' } }] }],
    ['openai', { role: 'king', content: 'x' }],
  ] as const)('%s %j', (format, blob) => {
    expect(() => read(format, blob)).toThrow(FormatError);
  });

  test('all formats have a reader', () => {
    expect(formatSchema.options.toSorted()).toEqual(Object.keys(READERS).toSorted());
  });
});
