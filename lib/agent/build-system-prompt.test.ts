import { expect, it } from 'vitest';
import { buildSystemPrompt } from './build-system-prompt.ts';

it('is the same text in every arm, with the context block of the skills after it', () => {
  const bare = buildSystemPrompt('');
  expect(buildSystemPrompt('<skill_view>…</skill_view>')).toBe(`${bare}\n\n<skill_view>…</skill_view>`);
  expect(bare).not.toMatch(/skill/i);
});
