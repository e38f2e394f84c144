import type { ToolCallRequest } from '#lib/protocol/chat.ts';

/**
 * Gives every call an id of its own within the run, since results are matched to calls by id and some servers leave
 * ids out or repeat them. Pure: a replayed run comes to the same ids. `taken` is not changed.
 */
export function uniqueCallIds(
  calls: readonly ToolCallRequest[],
  taken: ReadonlySet<string>,
  turn: number,
): ToolCallRequest[] {
  const used = new Set(taken);
  return calls.map((call, index) => {
    const base = `call_${turn}_${index + 1}`;
    let id = call.id || base;
    for (let suffix = 0; used.has(id); suffix += 1) id = suffix === 0 ? base : `${base}_${suffix}`;
    used.add(id);
    return id === call.id ? call : Object.assign({}, call, { id });
  });
}
