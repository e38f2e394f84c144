import { z } from 'zod';
import { parseJson } from '../config-value.ts';
import type { ToolName } from './tool-definitions.ts';

const text = z.string().min(1);
const lines = z.preprocess(
  (value) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value),
  z.number().int().min(1).max(20).default(10),
);
/** Models often send a bare number or an object where a text is asked for; what they mean is plain. */
const value = z.preprocess(
  (given) => (typeof given === 'string' || given === undefined ? given : JSON.stringify(given)),
  z.string(),
);

const SCHEMAS = {
  check_service_status: z.object({ service_name: text }),
  check_logs: z.object({ service_name: text, lines }),
  read_config: z.object({ service_name: text }),
  update_config: z.object({ service_name: text, key: text, value }),
  restart_service: z.object({ service_name: text }),
} as const satisfies Record<ToolName, z.ZodType>;

const EXPECTED: Readonly<Record<string, string>> = {
  service_name: 'the name of a service',
  lines: 'a whole number from 1 to 20',
  key: 'the name of a key',
  value: 'a text',
};

const anySchema = z.object({
  service_name: text,
  lines: lines.optional(),
  key: z.string().default(''),
  value: z.string().default(''),
});
/** Arguments of any tool; what a tool does not have is "" (10 for lines). */
export interface ToolArguments {
  service: string;
  lines: number;
  key: string;
  value: string;
}

/** Reads the text that a model wrote as arguments; a problem is a sentence that it can act on. */
export function readArguments(
  tool: ToolName,
  raw: string,
): { ok: true; args: ToolArguments } | { ok: false; problem: string } {
  const given = parseJson(raw.trim() === '' ? '{}' : raw);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return { ok: false, problem: 'the arguments are not a JSON object such as {"service_name": "…"}' };
  }
  const parsed = SCHEMAS[tool].safeParse(given);
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? 'service_name');
    const shown: unknown = Object.entries(given).find(([name]) => name === field)?.[1];
    const got = shown === undefined ? 'nothing' : clip(JSON.stringify(shown));
    return { ok: false, problem: `${field} must be ${EXPECTED[field] ?? 'something else'}; got ${got}` };
  }
  const all = anySchema.parse(parsed.data);
  return {
    ok: true,
    args: { service: all.service_name, lines: all.lines ?? 10, key: all.key, value: all.value },
  };
}

const clip = (shown: string): string => (shown.length > 80 ? `${shown.slice(0, 80)}…` : shown);
