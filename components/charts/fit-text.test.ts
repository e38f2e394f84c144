import { expect, test } from 'vitest';
import { wrapWords } from './fit-text.ts';

test('a note breaks between words and loses none of them', () => {
  const text = 'simulated agent: evidence about the lab, not about an LLM';
  const lines = wrapWords(text, 24);
  expect(lines).toEqual(['simulated agent:', 'evidence about the lab,', 'not about an LLM']);
  expect(lines.join(' ')).toBe(text);
  expect(wrapWords('one', 1)).toEqual(['one']);
});
