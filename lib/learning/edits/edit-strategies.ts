import { z } from 'zod';
import { badParameter, storageError } from '../http/envelope.ts';
import type { Part } from '../part.ts';

const count = z.int().min(0);
const positive = z.int().positive();
const spared = { keep_tools: z.array(z.string()).default([]), gt_token: positive.optional() };

const strategySchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('remove_tool_result'),
    params: z
      .object({
        keep_recent_n_tool_results: count.default(3),
        tool_result_placeholder: z.string().default('Done'),
        ...spared,
      })
      .prefault({}),
  }),
  z.object({
    type: z.literal('remove_tool_call_params'),
    params: z.object({ keep_recent_n_tool_calls: count.default(3), ...spared }).prefault({}),
  }),
  z.object({ type: z.literal('middle_out'), params: z.object({ token_reduce_to: positive }) }),
  z.object({ type: z.literal('token_limit'), params: z.object({ limit_tokens: positive }) }),
]);
export type EditStrategy = z.infer<typeof strategySchema>;

/** Whatever order they are given in, this is the order they are applied in. */
const ORDER: EditStrategy['type'][] = [
  'remove_tool_result',
  'remove_tool_call_params',
  'middle_out',
  'token_limit',
];

const MAX_STRATEGIES = 20;

/** A message on its way through the strategies. */
export interface Editable {
  parts: Part[];
  tokens: number;
}

/** The strategies of `edit_strategies`, in the order of their application. */
export function readStrategies(text: string | null): EditStrategy[] {
  if (!text) return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badParameter('edit_strategies is not valid JSON');
  }
  const parsed = z.array(strategySchema).max(MAX_STRATEGIES).safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw storageError(400, `edit_strategies.${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`);
  }
  return parsed.data.toSorted((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type));
}
