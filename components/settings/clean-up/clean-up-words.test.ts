import { expect, it } from 'vitest';
import { countWords } from './clean-up-words.ts';

it.each([
  [{ space: 0, skill: 0, session: 0 }, 'nothing'],
  [{ space: 0, skill: 0, session: 1 }, '1 session'],
  [{ space: 1, skill: 3, session: 0 }, '1 learning space and 3 skills'],
  [{ space: 2, skill: 6, session: 9 }, '2 learning spaces, 6 skills and 9 sessions'],
])('counts %j as "%s"', (counts, words) => {
  expect(countWords(counts)).toBe(words);
});
