import {
  createAcontextClient,
  createSessionRecorder,
  createSnapshotSkillAccess,
  noSkills,
} from '#lib/acontext/index.ts';
import type { ScenarioDefinition } from '#lib/environment/index.ts';
import { lintSkill } from '#lib/skills/lint-skill.ts';
import type { ChatModel, SkillAccess } from '#lib/protocol/ports.ts';
import { learningHarness, TEST_KEY } from '#lib/testing/learning-harness.ts';
import { play } from './play.ts';

/** What was learned from one incident. */
export interface Taught {
  access: SkillAccess;
  /** Characters of its skill files: a placebo is the skill of another family of about this length. */
  length: number;
  verified: boolean;
  files: { path: string; content: string }[];
  /** Errors and warnings of the lab's own lint. */
  findings: string[];
}

/** Skills that every learning space has from its start. */
const DEFAULTS: ReadonlySet<string> = new Set(['daily-logs', 'user-general-facts']);

/** The embedded Acontext with its real pipeline: tasks, distillation, skill writing. */
export async function openSchool(model: ChatModel) {
  const harness = await learningHarness({
    model: (request, { signal }) => model.infer({ ...request, seed: 1, pace: 'instant' }, { signal }),
  });
  const client = createAcontextClient({
    kind: 'embedded',
    handler: (request) => harness.learning.handle(request),
    apiKey: TEST_KEY,
  });

  /** One run of an incident, and what a fresh learning space makes of it. */
  async function teach(scenario: ScenarioDefinition, seed: number): Promise<Taught> {
    const { spaceId } = await client.learningSpaces.create();
    const sessionId = await client.sessions.create();
    await client.learningSpaces.learn(spaceId, sessionId);
    const recorder = createSessionRecorder(client, sessionId);
    const { verified } = await play(scenario, seed, { model, skills: noSkills, recorder });
    await client.learningSpaces.waitForLearning(spaceId, sessionId, {
      signal: new AbortController().signal,
      settleMs: 0,
    });
    const versions = [];
    for (const skill of await client.learningSpaces.listSkills(spaceId)) {
      const files = [];
      for (const { path } of skill.files) {
        const { content } = await client.skills.getFile(skill.skillId, path);
        files.push({ path, content: content?.raw ?? '' });
      }
      versions.push({
        versionId: `skv_${skill.skillId}`,
        skillId: skill.skillId,
        spaceId,
        name: skill.name,
        description: skill.description,
        number: 1,
        parentVersionId: null,
        contentHash: '',
        files,
        isDefault: DEFAULTS.has(skill.name),
        provenance: { runId: null, sessionId, taskIds: [], distillation: null },
        createdAt: skill.createdAt,
      });
    }
    const own = versions.filter(({ isDefault }) => !isDefault);
    const files = own.flatMap((version) => version.files);
    return {
      access: createSnapshotSkillAccess(versions),
      length: files.reduce((sum, { content }) => sum + content.length, 0),
      verified,
      files,
      findings: own.flatMap((version) =>
        lintSkill(version.files)
          .filter(({ level }) => level !== 'note')
          .map(({ file, line, message }) => `${file}:${line} ${message}`),
      ),
    };
  }

  return { teach, close: () => harness.close() };
}
