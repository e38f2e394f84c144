import { z } from 'zod';
import type { FinishReason, ToolDefinition } from '#lib/protocol/chat.ts';
import { errorMessage } from '#lib/utils/error-message.ts';

/** Arguments as tools take them (JSON text of an object), or what to tell the model about them. */
export type ParsedArguments = { ok: true; raw: string } | { ok: false; fault: string };

const objectSchema = z.record(z.string(), z.unknown());
const parametersSchema = z.object({
  properties: z.record(z.string(), z.object({ type: z.unknown().optional() })).default({}),
  required: z.array(z.string()).default([]),
});

/** Checks only that there is one JSON object; what is in it is the tool's business. Nothing at all counts as `{}`. */
export function parseArguments(
  raw: string,
  tool: ToolDefinition,
  finishReason: FinishReason,
): ParsedArguments {
  if (!raw.trim()) return { ok: true, raw: '{}' };
  try {
    const value: unknown = JSON.parse(raw);
    if (objectSchema.safeParse(value).success) return { ok: true, raw };
    return fault(tool, `The arguments of ${tool.name} are JSON, but not an object.`);
  } catch (error) {
    const why =
      finishReason === 'length'
        ? `The arguments of ${tool.name} were cut off, because your answer reached its length limit.`
        : `The arguments of ${tool.name} are not valid JSON: ${errorMessage(error)}.`;
    return fault(tool, why);
  }
}

function fault(tool: ToolDefinition, why: string): ParsedArguments {
  return {
    ok: false,
    fault: `${why} The call was not executed. Send it again with one JSON object${expected(tool)}.`,
  };
}

/** ` with: service_name (string, required), lines (integer)` */
function expected(tool: ToolDefinition): string {
  const parsed = parametersSchema.safeParse(tool.parameters);
  if (!parsed.success) return '';
  const { properties, required } = parsed.data;
  const fields = Object.entries(properties).map(([name, { type }]) => {
    const notes = [
      typeof type === 'string' ? [type] : [],
      required.includes(name) ? ['required'] : [],
    ].flat();
    return notes.length > 0 ? `${name} (${notes.join(', ')})` : name;
  });
  return fields.length > 0 ? ` with: ${fields.join(', ')}` : '';
}
