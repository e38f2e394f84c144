import { z } from 'zod';
import type { AskedMessage } from '../wire/parse-request.ts';

/** One call that was made, with what it gave back; null while no result is there. */
export interface ToolUse {
  /** Position among all calls. */
  index: number;
  /** Which assistant turn asked for it. */
  turn: number;
  name: string;
  args: Record<string, unknown>;
  result: string | null;
}

const argsSchema = z.record(z.string(), z.unknown());

/** The arguments as an object; {} when they are not one. */
export function parseArgs(text: string): Record<string, unknown> {
  try {
    return argsSchema.catch({}).parse(JSON.parse(text));
  } catch {
    return {};
  }
}

/** An argument as text; "" when it is missing. */
export function argText(args: Record<string, unknown>, name: string): string {
  const value = args[name];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** All calls of a conversation, each with its result. */
export function toolUsesOf(messages: readonly AskedMessage[]): ToolUse[] {
  const results = new Map(
    messages.flatMap(({ role, toolCallId, text }) =>
      role === 'tool' && toolCallId !== null ? [[toolCallId, text] as const] : [],
    ),
  );
  const uses: ToolUse[] = [];
  const asking = messages.filter(({ role, toolCalls }) => role === 'assistant' && toolCalls.length > 0);
  for (const [turn, { toolCalls }] of asking.entries()) {
    for (const { id, name, arguments: args } of toolCalls) {
      uses.push({ index: uses.length, turn, name, args: parseArgs(args), result: results.get(id) ?? null });
    }
  }
  return uses;
}
