import { formatNumber, plural } from '#components/ui/format.ts';
import type { StopReason } from '#lib/protocol/event-run.ts';
import type { ModelInfo } from '#lib/protocol/model-info.ts';
import { isPlayed } from '#lib/protocol/played-run.ts';
import type { Act, Arm, RunPlan } from '#lib/protocol/run-plan.ts';
import type { CallCounts } from '#lib/protocol/run-record.ts';
import type { RunView, Waiting } from '#lib/protocol/run-view.ts';

/** Words and numbers as every page of a run writes them. */

/** A latency inside the simulated world; "unknown" where it has none. */
export function formatLatency(ms: number | null): string {
  return ms === null ? 'unknown' : `${formatNumber(Math.round(ms))} ms`;
}

/** "11 calls: 9 DevOps, 2 skill". */
export function callsInWords(calls: Pick<CallCounts, 'total' | 'devops' | 'skill' | 'unknown'>): string {
  return `${plural(calls.total, 'call')}${calls.total > 0 ? `: ${partsOf(calls)}` : ''}`;
}

/** "11 (9 DevOps, 2 skill)", for a table whose column says "Calls". */
export function callsInShort(calls: Pick<CallCounts, 'total' | 'devops' | 'skill' | 'unknown'>): string {
  return calls.total === 0 ? '0' : `${formatNumber(calls.total)} (${partsOf(calls)})`;
}

function partsOf({ devops, skill, unknown }: Pick<CallCounts, 'devops' | 'skill' | 'unknown'>): string {
  const parts = [`${formatNumber(devops)} DevOps`];
  if (skill > 0) parts.push(`${formatNumber(skill)} skill`);
  if (unknown > 0) parts.push(`${formatNumber(unknown)} unknown`);
  return parts.join(', ');
}

/** US dollars with as many digits as a small sum needs. */
export function formatCost(dollars: number): string {
  return `$${dollars.toFixed(dollars < 0.1 ? 4 : 2)}`;
}

export const ARM_WORDS: Record<Arm, string> = {
  none: 'no skill',
  learned: 'learned skills',
  placebo: 'placebo skill',
  reference: 'reference skill',
  previous: 'previous skills',
};

/** What a list says of a run's part: who played it, or what its agent was given. */
export function partInWords(plan: Pick<RunPlan, 'act' | 'arm' | 'model'>): string {
  return isPlayed(plan) ? 'played by you' : roleInWords(plan.act, plan.arm);
}

/** "Act 1", "Act 2 · learned skills", "Control · no skill"; outside the story the arm alone. */
export function roleInWords(act: Act, arm: Arm): string {
  if (act === null) return ARM_WORDS[arm];
  if (act === 1) return arm === 'none' ? 'Act 1' : `Act 1 · ${ARM_WORDS[arm]}`;
  return arm === 'none' ? 'Act 2 · control, no skill' : `Act 2 · ${ARM_WORDS[arm]}`;
}

export const WAITING_WORDS: Record<NonNullable<Waiting>, string> = {
  start: 'waiting for a worker',
  model: 'waiting for the model',
  person: 'waiting for your move',
  tools: 'running tools',
  evaluation: 'the oracle is judging',
  learning: 'learning from the session',
};

export const STOP_WORDS: Record<StopReason, string> = {
  final_message: 'Ended with a final message.',
  call_cap: 'Stopped at the cap on tool calls; the agent had not finished.',
  turn_cap: 'Stopped at the cap on turns; the agent had not finished.',
  refusal: 'The model refused to go on.',
  truncated: 'The answer was cut off at the model’s length limit.',
  empty_answer: 'The model gave an empty answer.',
  gave_up: 'You gave up; the oracle judged the system as it was.',
};

/** "offline (simulated)", the model's name, or who played. */
export function modelInWords({
  kind,
  name,
  simulated,
}: Pick<ModelInfo, 'kind' | 'name' | 'simulated'>): string {
  if (kind === 'person') return 'a person';
  return simulated ? `${name} (simulated)` : name;
}

/** What a run that ended early leaves behind. */
export function keptInWords({ turns, calls }: Pick<RunView, 'turns' | 'calls'>): string {
  if (turns.length === 0) return 'Nothing had happened yet; the plan was kept.';
  return `Everything up to here was kept: ${plural(turns.length, 'turn')} and ${plural(calls.length, 'call')}.`;
}
