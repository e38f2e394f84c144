import type { ToolKind } from './chat.ts';
import type { CallCounts } from './run-record.ts';

/** Counts calls by kind and by tool. `devops` is what the original demo counted; `total` adds skill and unknown calls. */
export function countCalls(calls: readonly { name: string; kind: ToolKind }[]): CallCounts {
  const of = (kind: ToolKind) => calls.filter((call) => call.kind === kind).length;
  const byTool: Record<string, number> = {};
  for (const { name } of calls) byTool[name] = (byTool[name] ?? 0) + 1;
  const [read, write, skill, unknown] = [of('read'), of('write'), of('skill'), of('unknown')];
  return { total: calls.length, devops: read + write, skill, read, write, unknown, byTool };
}
