import { z } from 'zod';

const partSchema = z.object({ type: z.string().optional(), text: z.string().optional() });
const contentSchema = z.union([z.string(), z.array(partSchema)]).nullish();

const messageSchema = z.object({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
  content: contentSchema,
  tool_call_id: z.string().optional(),
  tool_calls: z
    .array(z.object({ id: z.string(), function: z.object({ name: z.string(), arguments: z.string() }) }))
    .nullish(),
});

/** Loose on purpose: what this model does not use it ignores, like a server of another make would. */
const bodySchema = z.object({
  model: z.string().optional(),
  messages: z.array(messageSchema).min(1),
  tools: z
    .array(
      z.object({
        function: z.object({
          name: z.string(),
          description: z.string().optional(),
          parameters: z.record(z.string(), z.unknown()).optional(),
        }),
      }),
    )
    .nullish(),
  tool_choice: z.unknown().optional(),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().optional() }).nullish(),
  seed: z.number().int().nullish(),
  temperature: z.number().nullish(),
  max_tokens: z.number().int().positive().nullish(),
  max_completion_tokens: z.number().int().positive().nullish(),
});

export interface AskedCall {
  id: string;
  name: string;
  arguments: string;
}

/** One message with its content flattened to text. */
export interface AskedMessage {
  role: 'system' | 'user' | 'assistant' | 'tool';
  text: string;
  toolCalls: AskedCall[];
  toolCallId: string | null;
}

export interface OfferedTool {
  name: string;
  description: string;
  parameters: Record<string, unknown>;
}

/** Everything the answer is a function of, and how it shall be sent. */
export interface Ask {
  messages: AskedMessage[];
  tools: OfferedTool[];
  /** Chooses among wordings and harmless orders; with temperature 0 it is always 0. */
  seed: number;
  stream: boolean;
  includeUsage: boolean;
  maxTokens: number | null;
}

export type ParsedRequest = { ok: true; ask: Ask } | { ok: false; param: string | null; message: string };

const textOf = (content: z.infer<typeof contentSchema>): string =>
  typeof content === 'string' ? content : (content ?? []).map((part) => part.text ?? '').join('');

function toMessage(message: z.infer<typeof messageSchema>): AskedMessage {
  return {
    role: message.role === 'developer' ? 'system' : message.role,
    text: textOf(message.content),
    toolCalls: (message.tool_calls ?? []).map(({ id, function: { name, arguments: args } }) => ({
      id,
      name,
      arguments: args,
    })),
    toolCallId: message.tool_call_id ?? null,
  };
}

/** Reads the body of a chat-completions request. */
export function parseRequest(body: string): ParsedRequest {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { ok: false, param: null, message: 'The body is not valid JSON.' };
  }
  const parsed = bodySchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const param = issue && issue.path.length > 0 ? issue.path.join('.') : null;
    return { ok: false, param, message: `${param ?? 'body'}: ${issue?.message ?? 'invalid'}` };
  }
  const { messages, tools, tool_choice, stream, stream_options, seed, temperature, ...limits } = parsed.data;
  return {
    ok: true,
    ask: {
      messages: messages.map(toMessage),
      tools:
        tool_choice === 'none'
          ? []
          : (tools ?? []).map(({ function: { name, description = '', parameters = {} } }) => ({
              name,
              description,
              parameters,
            })),
      seed: temperature === 0 ? 0 : (seed ?? 0),
      stream: stream ?? false,
      includeUsage: stream_options?.include_usage ?? false,
      maxTokens: limits.max_completion_tokens ?? limits.max_tokens ?? null,
    },
  };
}
