import { API } from '#lib/client/api-paths.ts';
import { EXPERIMENTS } from '#lib/client/experiment-paths.ts';
import { fetchJson, postJson } from '#lib/client/fetch-json.ts';
import { keepAsking } from '#lib/client/keep-asking.ts';
import { RequestError } from '#lib/client/request-error.ts';
import { startStoryRun } from '#lib/client/start-story-run.ts';
import type { CreatedExperimentBody, CreateExperimentInput } from '#lib/protocol/experiment-http.ts';
import { isAtWork } from '#lib/protocol/is-at-work.ts';
import type { StoryView } from '#lib/protocol/story.ts';
import { auditInput } from './audit-plan.ts';

const ASK_EVERY_MS = 700;
/** A real model may think for long; after this somebody should look. */
const PATIENCE_MS = 10 * 60_000;

/** What the audit is waiting for. */
export type AuditStage = 'act1' | 'learning' | 'freezing';

/**
 * Freezes and starts the audit. Where the story has learned nothing yet, Act 1 is run first and its learning awaited. Answers with the
 * experiment's id. Throws RequestError.
 */
export async function startAudit(seeds: number, onStage: (stage: AuditStage) => void): Promise<string> {
  await learnedSomething(onStage);
  onStage('freezing');
  const body: CreateExperimentInput = { ...auditInput(seeds), start: true, requestId: crypto.randomUUID() };
  const { experimentId } = await postJson<CreatedExperimentBody>(EXPERIMENTS.list, body);
  return experimentId;
}

async function learnedSomething(onStage: (stage: AuditStage) => void): Promise<void> {
  const ask = () => keepAsking(() => fetchJson<StoryView>(API.story));
  const has = ({ learned }: StoryView) => learned.skills.some(({ isDefault }) => !isDefault);
  let story = await ask();
  if (has(story)) return;
  if (!story.act1 || !isAtWork(story.act1.status)) {
    onStage('act1');
    await startStoryRun('act1', 'instant');
  }
  for (const began = Date.now(); Date.now() - began < PATIENCE_MS;) {
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    story = await ask();
    if (has(story)) return;
    onStage(story.act1 && isAtWork(story.act1.status) ? 'act1' : 'learning');
    if (story.act1 && (story.act1.status.state === 'failed' || story.act1.learning?.state === 'failed'))
      break;
  }
  throw new RequestError(
    {
      code: 'internal',
      message: 'Act 1 taught nothing, so there is no skill to audit.',
      hint: 'The story shows how its run and its learning ended.',
    },
    null,
  );
}
