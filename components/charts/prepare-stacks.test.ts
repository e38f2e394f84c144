import { expect, test } from 'vitest';
import { layoutStack, type Stack } from './prepare-stacks.ts';

const stack: Stack = {
  id: 'none',
  label: 'No skill',
  colour: '',
  parts: [
    { id: 'logs', label: 'logs', value: 6, fill: '' },
    { id: 'none', label: 'never called', value: 0, fill: '' },
    { id: 'update', label: 'update', value: 0.3, fill: '' },
  ],
  total: 6.3,
  low: null,
  high: null,
  text: '',
};

test('parts stand end to end from zero, and what was never called is not drawn', () => {
  const parts = layoutStack(stack, 10, 500);
  expect(parts.map(({ id, x, width }) => [id, x, Math.round(width)])).toEqual([
    ['logs', 0, 300],
    ['update', 300, 15],
  ]);
});

test('a part says what it has room for', () => {
  expect(layoutStack(stack, 10, 500).map(({ text }) => text)).toEqual(['6 logs', '']);
  expect(layoutStack(stack, 10, 50).map(({ text }) => text)).toEqual(['6', '']);
});
