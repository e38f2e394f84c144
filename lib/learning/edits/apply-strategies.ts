import { countText, countTokens } from '../formats/count-tokens.ts';
import type { Part } from '../part.ts';
import { toolNamesOf } from '../prompts/render-message.ts';
import type { Editable, EditStrategy } from './edit-strategies.ts';

type Params<Type extends EditStrategy['type']> = Extract<EditStrategy, { type: Type }>['params'];

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const argumentsOf = (part: Part): string => {
  const args = part.meta?.['arguments'] ?? '';
  return typeof args === 'string' ? args : JSON.stringify(args);
};

/** Changes the parts that fit, except for the most recent ones. */
function editOld<Message extends Editable>(
  messages: readonly Message[],
  keepRecent: number,
  fits: (part: Part) => boolean,
  change: (part: Part) => Part,
): Message[] {
  let left = messages.flatMap(({ parts }) => parts.filter(fits)).length - keepRecent;
  return messages.map((message) => {
    if (left <= 0 || !message.parts.some(fits)) return message;
    const parts = message.parts.map((part) => {
      if (!fits(part) || left <= 0) return part;
      left -= 1;
      return change(part);
    });
    return { ...message, parts, tokens: countTokens(parts) };
  });
}

function removeResults<Message extends Editable>(
  messages: readonly Message[],
  params: Params<'remove_tool_result'>,
): Message[] {
  const { keep_recent_n_tool_results: keep, tool_result_placeholder: text, keep_tools, gt_token } = params;
  const names = toolNamesOf(messages);
  const spared = new Set(keep_tools);
  const nameOf = ({ meta }: Part) =>
    names.get(textOf(meta?.['tool_call_id'])) ?? textOf(meta?.['name'] ?? meta?.['function_name']);
  return editOld(
    messages,
    keep,
    (part) => part.type === 'tool-result' && !spared.has(nameOf(part)),
    (part) => (gt_token !== undefined && countText(part.text ?? '') <= gt_token ? part : { ...part, text }),
  );
}

function removeParams<Message extends Editable>(
  messages: readonly Message[],
  { keep_recent_n_tool_calls: keep, keep_tools, gt_token }: Params<'remove_tool_call_params'>,
): Message[] {
  const spared = new Set(keep_tools);
  return editOld(
    messages,
    keep,
    (part) => part.type === 'tool-call' && !spared.has(textOf(part.meta?.['name'])),
    (part) =>
      gt_token !== undefined && countText(argumentsOf(part)) <= gt_token
        ? part
        : { ...part, meta: { ...part.meta, arguments: '{}' } },
  );
}

/** Each message with those that hold the results of its calls, as positions: they go together. */
function groupsOf(messages: readonly Editable[]): number[][] {
  const resultAt = new Map<string, number[]>();
  for (const [index, { parts }] of messages.entries()) {
    for (const { type, meta } of parts) {
      const id = type === 'tool-result' ? textOf(meta?.['tool_call_id']) : '';
      if (id) resultAt.set(id, [...(resultAt.get(id) ?? []), index]);
    }
  }
  return messages.map(({ parts }, index) => [
    index,
    ...parts.flatMap(({ type, meta }) =>
      type === 'tool-call' ? (resultAt.get(textOf(meta?.['id'])) ?? []) : [],
    ),
  ]);
}

/** Takes messages away, one with its results at a time, until the rest fits. `pick` says which is next. */
function shrink<Message extends Editable>(
  messages: readonly Message[],
  limit: number,
  pick: (left: readonly number[]) => number,
): Message[] {
  const groups = groupsOf(messages);
  let left = [...messages.keys()];
  let total = messages.reduce((sum, { tokens }) => sum + tokens, 0);
  while (total > limit && left.length > 0) {
    const gone = new Set(groups[left[pick(left)] ?? 0]);
    for (const index of left) if (gone.has(index)) total -= messages[index]?.tokens ?? 0;
    left = left.filter((index) => !gone.has(index));
  }
  const kept = new Set(left);
  return messages.filter((_, index) => kept.has(index));
}

function apply<Message extends Editable>(messages: readonly Message[], strategy: EditStrategy): Message[] {
  switch (strategy.type) {
    case 'remove_tool_result':
      return removeResults(messages, strategy.params);
    case 'remove_tool_call_params':
      return removeParams(messages, strategy.params);
    case 'middle_out':
      // From the middle; of the last two, the older one first.
      return shrink(messages, strategy.params.token_reduce_to, (left) =>
        left.length > 2 ? Math.floor(left.length / 2) : 0,
      );
    case 'token_limit':
      return shrink(messages, strategy.params.limit_tokens, () => 0);
  }
}

/** The messages after all strategies; the given ones are left as they are. */
export function applyStrategies<Message extends Editable>(
  messages: readonly Message[],
  strategies: readonly EditStrategy[],
): Message[] {
  return strategies.reduce<Message[]>((edited, strategy) => apply(edited, strategy), [...messages]);
}
