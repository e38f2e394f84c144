import type { RunDelta } from '#lib/protocol/run-delta.ts';

/** What the model is saying right now; replaced by the fact (`inference.completed`) when it is done. */
export interface RunPreview {
  turn: number;
  attempt: number;
  text: string;
  /** By index; arguments grow, the name comes whole. */
  toolCalls: { index: number; name: string; arguments: string }[];
  /** Why nothing moves: "rate limited, retrying in 8 s". */
  notice: string | null;
}

/** Adds one delta. A later turn or attempt starts afresh; what an earlier one still sends is dropped. */
export function foldPreview(preview: RunPreview | null, { turn, attempt, delta }: RunDelta): RunPreview {
  const stale = preview && (preview.turn > turn || (preview.turn === turn && preview.attempt > attempt));
  if (stale) return preview;
  const same = preview?.turn === turn && preview.attempt === attempt;
  const base = same ? preview : { turn, attempt, text: '', toolCalls: [], notice: null };
  if (delta.kind === 'notice') return { ...base, notice: delta.text };
  if (delta.kind === 'text') return { ...base, text: base.text + delta.text, notice: null };
  const { index } = delta;
  const known = base.toolCalls.find((call) => call.index === index);
  const call = {
    index,
    name: delta.name || (known?.name ?? ''),
    arguments: (known?.arguments ?? '') + delta.arguments,
  };
  const others = base.toolCalls.filter((each) => each !== known);
  return { ...base, toolCalls: [...others, call].toSorted((a, b) => a.index - b.index), notice: null };
}
