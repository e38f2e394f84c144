import { describe, expect, it } from 'vitest';
import { sampleSkill, sampleVersion } from '#lib/testing/sample-skill.ts';
import { prepareSkillPage } from './prepare-skill-page.ts';

const first = sampleVersion(1, [{ path: 'SKILL.md', content: 'one' }]);
const second = sampleVersion(2, [
  { path: 'a.md', content: 'a' },
  { path: 'SKILL.md', content: 'two' },
]);
const body = sampleSkill([first, second]);

describe('what a skill page shows', () => {
  it('begins with SKILL.md of the newest version', () => {
    const page = prepareSkillPage(body, {});
    expect(page).toMatchObject({
      version: { number: 2 },
      isLatest: true,
      file: { path: 'SKILL.md', content: 'two' },
      comparison: null,
      notices: [],
      raw: false,
    });
    expect(page?.versions.map(({ number }) => number)).toEqual([2, 1]);
    expect(page?.files.map(({ path }) => path)).toEqual(['SKILL.md', 'a.md']);
  });

  it('begins with what was learned where SKILL.md is only a table of contents', () => {
    const lesson = '## Slow upstream\n\n1. Check the status of the upstream.\n2. Raise the limit.\n';
    const files = [
      { path: 'SKILL.md', content: '# Contents\n\n- One file per symptom.' },
      { path: 'gateway.md', content: lesson },
    ];
    const learned = sampleSkill([sampleVersion(1, files)]);
    expect(prepareSkillPage(learned, {})?.file?.path).toBe('gateway.md');
    expect(prepareSkillPage(learned, { file: 'SKILL.md' })?.file?.path).toBe('SKILL.md');
  });

  it('finds versions by id and by number', () => {
    expect(prepareSkillPage(body, { version: '1' })).toMatchObject({ version: first, isLatest: false });
    expect(prepareSkillPage(body, { version: first.versionId })?.version).toBe(first);
  });

  it('compares any two versions, all files that differ or the one asked for', () => {
    const all = prepareSkillPage(body, { diff: '1' })?.comparison;
    expect(all?.base).toBe(first);
    expect(all?.diffs.map(({ path, change }) => [path, change])).toEqual([
      ['SKILL.md', 'changed'],
      ['a.md', 'added'],
    ]);
    const back = prepareSkillPage(body, { diff: '2', version: '1', file: 'a.md' });
    expect(back?.comparison?.diffs.map(({ path, change }) => [path, change])).toEqual([['a.md', 'removed']]);
    expect(back?.notices).toEqual([]);
  });

  it('finds no change between a version and itself', () => {
    expect(prepareSkillPage(body, { diff: '2' })?.comparison?.diffs).toEqual([]);
  });

  it('falls back to what there is and says what was asked for', () => {
    expect(prepareSkillPage(body, { version: '7', diff: 'skv_x', file: 'b.md' })).toMatchObject({
      version: { number: 2 },
      file: { path: 'SKILL.md' },
      comparison: null,
      notices: [
        'The lab holds no version 7 of this skill; the newest one is shown.',
        'The lab holds no version skv_x of this skill; there is nothing to compare with.',
        'Version 2 has no file b.md; SKILL.md is shown.',
      ],
    });
  });

  it('has nothing to show of a skill without versions, and no file of an empty one', () => {
    expect(prepareSkillPage(sampleSkill([]), {})).toBeNull();
    expect(prepareSkillPage(sampleSkill([sampleVersion(1, [])]), {})?.file).toBeNull();
  });
});

it('points at a line that the address names, and at none for nonsense', () => {
  expect(prepareSkillPage(body, { line: '12' })?.line).toBe(12);
  for (const line of ['0', '-1', '1e9', 'x', '', undefined])
    expect(prepareSkillPage(body, { line })?.line).toBeNull();
});

it('brings what the lint says about the version that is shown', () => {
  expect(prepareSkillPage(body, {})?.findings).toMatchObject([{ level: 'error', rule: 'front-matter' }]);
});
