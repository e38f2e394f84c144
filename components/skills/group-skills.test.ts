import { expect, it } from 'vitest';
import { sampleSkill } from '#lib/testing/sample-skill.ts';
import { groupSkills } from './group-skills.ts';

const skill = (skillId: string, overrides: object) => sampleSkill([], { skillId, ...overrides }).skill;

const groups = groupSkills([
  skill('old', { updatedAt: '2026-01-01T00:00:00Z' }),
  skill('new', { updatedAt: '2026-02-01T00:00:00Z' }),
  skill('gone', { live: false }),
  skill('daily-gone', {
    name: 'daily-logs',
    isDefault: true,
    live: false,
    updatedAt: '2026-03-01T00:00:00Z',
  }),
  skill('daily', { name: 'daily-logs', isDefault: true }),
  skill('facts-gone', { name: 'user-general-facts', isDefault: true, live: false }),
]);
const ids = (skills: { skillId: string }[]) => skills.map(({ skillId }) => skillId);

it('puts what was learned first, the last changed at the top', () => {
  expect(ids(groups.learned)).toEqual(['new', 'old']);
});

it('keeps skills that a reset took away apart', () => {
  expect(ids(groups.former)).toEqual(['gone']);
});

it('lists each default skill once, the live one where there is one', () => {
  expect(ids(groups.defaults)).toEqual(['daily', 'facts-gone']);
});
