import { z } from 'zod';
import type { ToolUse } from '../transcript/tool-uses.ts';

/** One part of a stored message as the pipeline renders it. */
export interface Part {
  speaker: 'user' | 'agent';
  type: string;
  text: string;
}

export interface ShownMessage {
  id: number;
  parts: Part[];
}

const MESSAGE = /<message id=(\d+)>\n?([\s\S]*?)\n?<\/message>/g;
const PART = /^<(user|agent|assistant)>\(([\w-]+)\) ?/;

function readParts(body: string): Part[] {
  const parts: Part[] = [];
  for (const line of body.split('\n')) {
    const head = PART.exec(line);
    const last = parts.at(-1);
    if (head) {
      const speaker = head[1] === 'user' ? 'user' : 'agent';
      parts.push({ speaker, type: head[2] ?? 'text', text: line.slice(head[0].length) });
    } else if (last) {
      last.text += `\n${line}`;
    }
  }
  return parts;
}

/** Reads `<message id=N>` blocks. */
export const readMessages = (text: string): ShownMessage[] =>
  [...text.matchAll(MESSAGE)].map((match) => ({ id: Number(match[1]), parts: readParts(match[2] ?? '') }));

const callSchema = z.object({
  tool_name: z.string(),
  arguments: z.record(z.string(), z.unknown()).catch({}),
});
const resultSchema = z.object({ tool_name: z.string().optional(), result: z.string() });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The text of a result whose JSON may have been cut off. */
function resultText(text: string): { name: string | null; result: string } {
  const whole = resultSchema.safeParse(parseJson(text));
  if (whole.success) return { name: whole.data.tool_name ?? null, result: whole.data.result };
  const name = /"tool_name":"([^"]+)"/.exec(text)?.[1] ?? null;
  const raw = /"result":"((?:[^"\\]|\\.)*)/.exec(text)?.[1] ?? text;
  const cut = parseJson(`"${raw.replace(/… ?\[[^\]]*\]$/, '').replace(/\\(?:u[\da-f]{0,3})?$/i, '')}"`);
  return { name, result: typeof cut === 'string' ? cut : raw };
}

/** Calls with their results, paired in the order in which they appear. */
export function readUses(messages: readonly ShownMessage[]): ToolUse[] {
  const uses: ToolUse[] = [];
  for (const { id, parts } of messages) {
    for (const { type, text } of parts) {
      if (type === 'tool-call') {
        const parsed = callSchema.safeParse(parseJson(text));
        const name = parsed.success ? parsed.data.tool_name : (/"tool_name":"([^"]+)"/.exec(text)?.[1] ?? '');
        uses.push({
          index: uses.length,
          turn: id,
          name,
          args: parsed.success ? parsed.data.arguments : {},
          result: null,
        });
      }
      if (type === 'tool-result') {
        const { name, result } = resultText(text);
        const open = uses.find((use) => use.result === null && (name === null || use.name === name));
        if (open) open.result = result;
      }
    }
  }
  return uses;
}

/** A section of the input that begins with this heading, without it; "" when there is none. */
export function section(text: string, heading: string): string {
  const start = new RegExp(`^#{1,4} *${heading}[^\\n]*\\n`, 'im').exec(text);
  if (!start) return '';
  const rest = text.slice(start.index + start[0].length);
  const end = /^#{1,2} [A-Z]/m.exec(rest);
  return (end ? rest.slice(0, end.index) : rest).trim();
}

export interface ShownTask {
  order: number;
  description: string;
  status: string;
}

/** Reads "Task 1: what (Status: running)" lines, and the like. */
export const readTasks = (text: string): ShownTask[] =>
  [...text.matchAll(/^(?:- )?Task (\d+):? (.*?) \(?Status: ?(\w+)\)?$/gim)].map((match) => ({
    order: Number(match[1]),
    description: match[2] ?? '',
    status: (match[3] ?? '').toLowerCase(),
  }));

export const readBullets = (text: string): string[] =>
  [...text.matchAll(/^\s*- (.+)$/gm)].map((match) => match[1] ?? '');

export const userTexts = (messages: readonly ShownMessage[]): { id: number; text: string }[] =>
  messages.flatMap(({ id, parts }) => {
    const text = parts
      .filter((part) => part.speaker === 'user' && part.type === 'text')
      .map((part) => part.text);
    return text.length > 0 ? [{ id, text: text.join('\n').trim() }] : [];
  });

/** The last thing that the agent said without calling a tool; "" while it is still at work. */
export function closingText(messages: readonly ShownMessage[]): string {
  const last = messages.findLast(({ parts }) => parts.length > 0);
  if (!last || last.parts.some(({ speaker, type }) => speaker === 'user' || type !== 'text')) return '';
  return last.parts.map(({ text }) => text).join('\n');
}
