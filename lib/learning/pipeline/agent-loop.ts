import { z } from 'zod';
import {
  toolCallRequestSchema,
  type ChatMessage,
  type ToolCallRequest,
  type ToolDefinition,
} from '#lib/protocol/chat.ts';
import { type ErrorCode, LabError } from '#lib/protocol/lab-error.ts';
import { redactSecrets } from '#lib/skills/find-secrets.ts';
import { errorMessage } from '#lib/utils/error-message.ts';
import type { IterationRow } from '../db/tables.ts';
import type { Db, PipelineAnswer, Services } from '../services.ts';
import { redactCall } from './redact-call.ts';

export type Stage = 'task_agent' | 'distillation' | 'skill_learner';

/** Whose turn it is: a batch or a job. */
export interface Owner {
  id: string;
  sessionId: string;
  stage: Stage;
}

/** The model failed, or said what cannot be used: the work ends, with the reason kept. */
export class AgentFailure extends Error {}

/** The batch or job is no longer there to work on (deleted, or ended elsewhere): stop without a trace. */
export class Gone extends Error {}

export interface AgentRun {
  owner: Owner;
  system: string;
  opening: string;
  tools: ToolDefinition[];
  maxIterations: number;
  /** Added for each follow-up. */
  extraIterations: number;
  /** Locks the owner's row for this transaction. Throws Gone when the owner is not being worked on any more. */
  hold: (trx: Db) => Promise<void>;
  /** Executes one turn's calls: a result each. */
  act: (trx: Db, calls: ToolCallRequest[]) => Promise<string[]>;
  /** A user message to go on with, whatever the turn said. */
  followUp?: (trx: Db, turn: { calls: ToolCallRequest[]; results: string[] }) => Promise<string | null>;
  /** After each turn's commit. */
  committed?: () => Promise<void>;
}

const callsSchema = z.array(toolCallRequestSchema);
const resultsSchema = z.array(z.string());

export const callsOf = (row: IterationRow): ToolCallRequest[] =>
  callsSchema.parse(JSON.parse(row.tool_calls));
export const resultsOf = (row: IterationRow): string[] => resultsSchema.parse(JSON.parse(row.results));

/** The turns of an owner, in order. */
export function iterationsOf(db: Db, { id, stage }: Pick<Owner, 'id' | 'stage'>): Promise<IterationRow[]> {
  return db
    .selectFrom('ac_iterations')
    .selectAll()
    .where('owner_id', '=', id)
    .where('stage', '=', stage)
    .where('error', 'is', null)
    .orderBy('number')
    .execute();
}

export async function recordIteration(
  db: Db,
  { stamp, newId }: Pick<Services, 'stamp' | 'newId'>,
  owner: Owner,
  turn: Partial<Pick<IterationRow, 'content' | 'follow_up' | 'error'>> & {
    number: number;
    calls?: ToolCallRequest[];
    results?: string[];
    /** What the model took for it. */
    took?: PipelineAnswer;
    /** Change of the number of calls of which nobody knows what they took. */
    unmetered?: number;
  },
): Promise<void> {
  // A turn that failed is done again under its number; what it took was spent.
  const failed = await db
    .deleteFrom('ac_iterations')
    .where('owner_id', '=', owner.id)
    .where('stage', '=', owner.stage)
    .where('number', '=', turn.number)
    .where('error', 'is not', null)
    .returning(['input_tokens', 'output_tokens', 'cost', 'unmetered'])
    .executeTakeFirst();
  // The call that `ask` noted has answered.
  const unmetered = turn.unmetered ?? (turn.took ? (turn.took.unmetered ?? 0) - 1 : 0);
  const spent = (now: number | null | undefined, before: number | null | undefined): number | null =>
    now === null || now === undefined ? (before ?? null) : now + (before ?? 0);
  await db
    .insertInto('ac_iterations')
    .values({
      id: newId(),
      owner_id: owner.id,
      session_id: owner.sessionId,
      stage: owner.stage,
      number: turn.number,
      content: redactSecrets(turn.content ?? '').text,
      tool_calls: JSON.stringify((turn.calls ?? []).map(redactCall)),
      results: JSON.stringify(turn.results ?? []),
      follow_up: turn.follow_up ?? null,
      error: turn.error ?? null,
      created_at: stamp(),
      input_tokens: spent(turn.took?.usage?.inputTokens, failed?.input_tokens),
      output_tokens: spent(turn.took?.usage?.outputTokens, failed?.output_tokens),
      cost: spent(turn.took?.cost, failed?.cost),
      unmetered: Math.max(0, (failed?.unmetered ?? 0) + unmetered),
    })
    .execute();
}

/** Keeps the turns in the trace, under an error, so that the next attempt begins a new conversation. */
export async function discardIterations(
  db: Db,
  { id, stage }: Pick<Owner, 'id' | 'stage'>,
  error: string,
): Promise<void> {
  await db
    .updateTable('ac_iterations')
    .set({ error })
    .where('owner_id', '=', id)
    .where('stage', '=', stage)
    .where('error', 'is', null)
    .execute();
}

/** Refusals that come before any work. */
const FREE: ReadonlySet<string> = new Set<ErrorCode>(['model_unauthorized', 'model_rate_limited']);

/**
 * Asks the model once, and notes that before: a lab that is killed meanwhile paid for an answer that nobody saw. Throws AgentFailure,
 * and leaves the reason in the trace. Never returns while stopping.
 */
export async function ask(
  services: Services,
  owner: Owner,
  number: number,
  request: { messages: ChatMessage[]; tools: ToolDefinition[] },
): Promise<PipelineAnswer> {
  const { db, model, settings, stopping } = services;
  const note = (error: string, unmetered: number) =>
    db.transaction().execute((trx) => recordIteration(trx, services, owner, { number, error, unmetered }));
  await note('The model has not answered yet.', 1);
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(settings.modelTimeoutMs)]);
  try {
    return await model(request, { signal });
  } catch (cause) {
    // This process ends: whatever is said now must not end the work. The engine gives it to the next process.
    if (stopping.aborted) return new Promise(() => {});
    const reason = `The model failed: ${errorMessage(cause)}`;
    await note(reason, cause instanceof LabError && FREE.has(cause.code) ? -1 : 0);
    throw new AgentFailure(reason, { cause });
  }
}

function conversation(run: AgentRun, turns: readonly IterationRow[]): ChatMessage[] {
  const messages: ChatMessage[] = [
    { role: 'system', content: run.system },
    { role: 'user', content: run.opening },
  ];
  for (const turn of turns) {
    const toolCalls = callsOf(turn);
    const results = resultsOf(turn);
    messages.push({ role: 'assistant', content: turn.content, toolCalls });
    for (const [index, call] of toolCalls.entries()) {
      messages.push({ role: 'tool', toolCallId: call.id, content: results[index] ?? '' });
    }
    if (turn.follow_up) messages.push({ role: 'user', content: turn.follow_up });
  }
  return messages;
}

function isOver(run: AgentRun, turns: readonly IterationRow[]): boolean {
  const last = turns.at(-1);
  if (!last) return false;
  const followUps = turns.filter((turn) => turn.follow_up).length;
  if (turns.length >= run.maxIterations + followUps * run.extraIterations) return true;
  const calls = callsOf(last);
  return !last.follow_up && (calls.length === 0 || calls.some(({ name }) => name === 'finish'));
}

/**
 * Runs an agent to its end. Each turn's effects, its results and its place in the conversation are one transaction,
 * so a run that was cut off goes on with the turn after its last committed one, and no effect happens twice.
 */
export async function runAgent(services: Services, run: AgentRun): Promise<void> {
  const { db } = services;
  for (;;) {
    const turns = await iterationsOf(db, run.owner);
    if (isOver(run, turns)) return;
    const number = turns.length;
    const took = await ask(services, run.owner, number, {
      messages: conversation(run, turns),
      tools: run.tools,
    });
    await db.transaction().execute(async (trx) => {
      await run.hold(trx);
      const known = await iterationsOf(trx, run.owner);
      // Another process took over meanwhile and was faster: its turn counts.
      if (known.length > number) return;
      const { content, toolCalls } = took;
      const results = await run.act(trx, toolCalls);
      const follow_up = (await run.followUp?.(trx, { calls: toolCalls, results })) ?? null;
      await recordIteration(trx, services, run.owner, {
        number,
        content,
        calls: toolCalls,
        results,
        follow_up,
        took,
      });
    });
    await run.committed?.();
  }
}
