import type { z } from 'zod';

/** A tool's arguments, or the sentence that the model reads instead of a result. */
export function readArguments<T>(schema: z.ZodType<T>, text: string): { args: T } | { refusal: string } {
  let value: unknown;
  try {
    value = JSON.parse(text.trim() === '' ? '{}' : text);
  } catch {
    return { refusal: 'The arguments are not valid JSON. Call the tool again with a JSON object.' };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { args: parsed.data };
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') ?? '';
  return {
    refusal: where
      ? `Invalid argument '${where}': ${issue?.message}`
      : 'The arguments must be a JSON object.',
  };
}

/** A tool: how its arguments look and what it does with them. The answer is text for the model. */
export type Tool<Context> = (context: Context, text: string) => Promise<string>;

export function tool<Context, T>(
  schema: z.ZodType<T>,
  execute: (context: Context, args: T) => string | Promise<string>,
): Tool<Context> {
  return async (context, text) => {
    const read = readArguments(schema, text);
    return 'refusal' in read ? read.refusal : execute(context, read.args);
  };
}
