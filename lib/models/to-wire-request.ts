import type OpenAI from 'openai';
import type { ChatMessage, ToolCallRequest, ToolDefinition } from '#lib/protocol/chat.ts';
import { z } from 'zod';

type WireMessage = OpenAI.Chat.Completions.ChatCompletionMessageParam;
type WireTool = OpenAI.Chat.Completions.ChatCompletionTool;

export function toWireMessage(message: ChatMessage): WireMessage {
  switch (message.role) {
    case 'system':
    case 'user':
      return { role: message.role, content: message.content };
    case 'tool':
      return { role: 'tool', tool_call_id: message.toolCallId, content: message.content };
    case 'assistant':
      return {
        role: 'assistant',
        ...(message.content || message.toolCalls.length === 0 ? { content: message.content } : {}),
        ...(message.toolCalls.length > 0 ? { tool_calls: message.toolCalls.map(toWireCall) } : {}),
      };
  }
}

export function toWireTool({ name, description, parameters }: ToolDefinition): WireTool {
  return { type: 'function', function: { name, description, parameters } };
}

/**
 * What the model wrote goes back to it, but in a form that strict servers accept: several of them answer 400 to a
 * history with a malformed name or with arguments that are no JSON object.
 */
function toWireCall({ id, name, arguments: raw }: ToolCallRequest) {
  const wireName = name.replaceAll(/[^\w-]/g, '_').slice(0, 64) || 'unnamed';
  const wireArguments = isJsonObject(raw) ? raw : raw.trim() ? JSON.stringify({ malformed: raw }) : '{}';
  return { id, type: 'function' as const, function: { name: wireName, arguments: wireArguments } };
}

const jsonObjectSchema = z.record(z.string(), z.unknown());

function isJsonObject(raw: string): boolean {
  try {
    return jsonObjectSchema.safeParse(JSON.parse(raw)).success;
  } catch {
    return false;
  }
}
