import { expect, test } from 'vitest';
import { z } from 'zod';
import { inputWords } from './input-words.ts';
import { invalidInput } from './to-error-info.ts';

const schema = z.strictObject({
  state: z.enum(['queued', 'running']).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  q: z.string().max(5).optional(),
  learns: z.boolean().default(false),
  seed: z.number('must be a whole number').default(1),
});

function wordsFor(input: unknown) {
  const { error } = schema.safeParse(input, { error: inputWords });
  if (!error) throw new Error('the input was accepted');
  return invalidInput(error).info.fields;
}

test('what an input must be is said in words, not in the terms of a parser', () => {
  expect(wordsFor({ state: 'done' })).toEqual({ state: 'must be one of queued, running' });
  expect(wordsFor({ limit: 0 })).toEqual({ limit: 'must be at least 1' });
  expect(wordsFor({ limit: '1000' })).toEqual({ limit: 'must be at most 200' });
  expect(wordsFor({ limit: 'x' })).toEqual({ limit: 'must be a number' });
  expect(wordsFor({ limit: 1.5 })).toEqual({ limit: 'must be a whole number' });
  expect(wordsFor({ q: 'too long' })).toEqual({ q: 'must have at most 5 characters' });
  expect(wordsFor({ learns: 1 })).toEqual({ learns: 'must be true or false' });
  expect(wordsFor([])).toEqual({ body: 'must be a JSON object' });
});

test("a schema's own words, and unknown fields, stay as they are", () => {
  expect(wordsFor({ seed: 'x' })).toEqual({ seed: 'must be a whole number' });
  expect(wordsFor({ colour: 'red' })).toEqual({ colour: 'is not known here' });
});
