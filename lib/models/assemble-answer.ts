import type { FinishReason, ToolCallRequest } from '#lib/protocol/chat.ts';
import type { RunDelta } from '#lib/protocol/run-delta.ts';
import type { ToolCallDelta, WireChunk, WireUsage } from './wire-chunk.ts';

/** One whole answer, put together from its chunks. */
export interface Answer {
  content: string;
  toolCalls: ToolCallRequest[];
  finishReason: FinishReason;
  /** Null when the server sent none. */
  usage: WireUsage | null;
  paceMs: number;
}

/** The stream ended before the answer did. */
export class BrokenStreamError extends Error {
  override name = 'BrokenStreamError';
}

const FINISH_REASONS: Record<string, FinishReason> = {
  stop: 'stop',
  tool_calls: 'tool_calls',
  function_call: 'tool_calls',
  length: 'length',
  content_filter: 'content_filter',
};

/** Collects chunks; `finish` throws BrokenStreamError when no chunk said why the answer ended. */
export function createAnswerAssembler(onDelta: (delta: RunDelta['delta']) => void) {
  const calls: { index: number | null; call: ToolCallRequest }[] = [];
  let content = '';
  let refusal = '';
  let ended: string | null = null;
  let usage: WireUsage | null = null;
  let paceMs = 0;

  /**
   * By index, as the protocol says; servers that number every call 0 or none at all are told apart by a new id.
   */
  function slotFor(delta: ToolCallDelta): number {
    const index = delta.index ?? null;
    const at = index === null ? calls.length - 1 : calls.findLastIndex((slot) => slot.index === index);
    const known = calls[at];
    const another = delta.id && known && known.call.id && known.call.id !== delta.id && delta.function?.name;
    if (known && !another) return at;
    return calls.push({ index, call: { id: '', name: '', arguments: '' } }) - 1;
  }

  function addCall(delta: ToolCallDelta): void {
    const at = slotFor(delta);
    const call = calls[at]?.call;
    if (!call) return;
    call.id ||= delta.id ?? '';
    const name = delta.function?.name ?? '';
    // Some servers repeat the whole name in every chunk; a true continuation differs from what is there.
    if (name !== call.name) call.name += name;
    const text = delta.function?.arguments ?? '';
    call.arguments += text;
    onDelta({ kind: 'tool_call', index: at, name: call.name, arguments: text });
  }

  return {
    add(chunk: WireChunk): void {
      const choice = chunk.choices?.[0];
      const text = choice?.delta?.content ?? choice?.delta?.refusal ?? '';
      if (choice?.delta?.refusal) refusal += choice.delta.refusal;
      else content += text;
      if (text) onDelta({ kind: 'text', text });
      for (const delta of choice?.delta?.tool_calls ?? []) addCall(delta);
      ended = choice?.finish_reason ?? ended;
      usage = chunk.usage ?? usage;
      paceMs = chunk.offline?.pace_ms ?? paceMs;
    },

    finish(): Answer {
      if (ended === null) throw new BrokenStreamError('The stream ended without a finish_reason');
      const toolCalls = calls.map(({ call }) => call);
      const said = FINISH_REASONS[ended] ?? 'unknown';
      // What the answer holds outranks what a sloppy server calls it.
      const finishReason =
        refusal && toolCalls.length === 0
          ? 'refusal'
          : said === 'stop' && toolCalls.length > 0
            ? 'tool_calls'
            : said;
      return { content: content || refusal, toolCalls, finishReason, usage, paceMs };
    },
  };
}
