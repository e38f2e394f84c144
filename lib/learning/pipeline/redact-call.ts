import type { ToolCallRequest } from '#lib/protocol/chat.ts';
import { redactSecrets } from '#lib/skills/find-secrets.ts';

/** The value with the secrets in its texts blanked. */
function redacted(value: unknown): unknown {
  if (typeof value === 'string') return redactSecrets(value).text;
  if (Array.isArray(value)) return value.map(redacted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redacted(item)]));
}

/** A call as the trace keeps it: what an agent quotes from a conversation must not carry its credentials on. */
export function redactCall(call: ToolCallRequest): ToolCallRequest {
  try {
    const given: unknown = JSON.parse(call.arguments);
    const clean = JSON.stringify(redacted(given));
    return clean === JSON.stringify(given) ? call : { ...call, arguments: clean };
  } catch {
    return { ...call, arguments: redactSecrets(call.arguments).text };
  }
}
