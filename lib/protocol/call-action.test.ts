import { expect, it } from 'vitest';
import { callAction } from './call-action.ts';

const read = (args: string) => callAction({ name: 'tool', arguments: args });

it('reads the target, the key and the value', () => {
  expect(read('{"service_name":"a","key":"timeout","value":5000}')).toEqual({
    tool: 'tool',
    target: 'a',
    key: 'timeout',
    value: '5000',
    options: '',
  });
  expect(read('{"file_path":"x.md","skill_name":"s"}')).toMatchObject({
    target: 's',
    key: 'x.md',
    value: null,
  });
});

it('keeps every other argument, in an order that spelling does not change', () => {
  expect(read('{"since":"1h","service":"a","lines":20}').options).toBe('lines = 20, since = 1h');
  expect(read('{"service":"a","expire":null}').options).toBe('');
});

it('makes nothing of arguments that are malformed, cut off or no object', () => {
  const nothing = { target: null, key: null, value: null, options: '' };
  for (const args of ['', '{"service_name":"a', 'null', '3', '"a"'])
    expect(read(args)).toMatchObject(nothing);
});
