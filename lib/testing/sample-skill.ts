import type { SkillBody } from '#lib/protocol/http.ts';
import type { SkillFile, SkillSummary, SkillVersion } from '#lib/protocol/skill.ts';

/** A version of a skill, for components and pure code; nothing learned it. */
export function sampleVersion(
  number: number,
  files: SkillFile[],
  overrides: Partial<SkillVersion> = {},
): SkillVersion {
  return {
    versionId: `skv_000000000000000${number}`,
    skillId: '33333333-3333-4333-8333-333333333333',
    spaceId: '11111111-1111-4111-8111-111111111111',
    name: 'incident-response',
    description: 'How to find and fix what makes services fail.',
    number,
    parentVersionId: number > 1 ? `skv_000000000000000${number - 1}` : null,
    contentHash: `${number}`,
    files,
    isDefault: false,
    provenance: {
      runId: 'run_sample',
      sessionId: '22222222-2222-4222-8222-222222222222',
      taskIds: ['task-1'],
      distillation: '## Task Analysis (Success)\n**Goal:** Fix 502 errors',
    },
    createdAt: `2026-11-22T10:0${number}:00.000Z`,
    ...overrides,
  };
}

export function sampleSkill(versions: SkillVersion[], overrides: Partial<SkillSummary> = {}): SkillBody {
  const latest = versions.at(-1);
  return {
    versions,
    skill: {
      skillId: '33333333-3333-4333-8333-333333333333',
      spaceId: '11111111-1111-4111-8111-111111111111',
      name: 'incident-response',
      description: 'How to find and fix what makes services fail.',
      isDefault: false,
      versions: versions.length,
      latestVersionId: latest?.versionId ?? '',
      files: latest?.files.map(({ path }) => path) ?? [],
      updatedAt: latest?.createdAt ?? '2026-11-22T10:00:00.000Z',
      taughtBy: ['run_sample'],
      live: true,
      lint: { error: 0, warning: 0, note: 0 },
      ...overrides,
    },
  };
}
