/** One short conversation in each of the four formats: a question, an answer with a tool call, the call's result. */

export const FORMATS = ['openai', 'acontext', 'anthropic', 'gemini'] as const;
export type Format = (typeof FORMATS)[number];

const QUESTION = 'Why 502?';
const ANSWER = 'I look at the logs.';
const RESULT = 'upstream timed out';
const ARGUMENTS = { service_name: 'api-gateway' };
const TEXT = JSON.stringify(ARGUMENTS);

const CONVERSATIONS: Record<Format, Record<string, unknown>[]> = {
  openai: [
    { role: 'user', content: QUESTION },
    {
      role: 'assistant',
      content: ANSWER,
      tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'check_logs', arguments: TEXT } }],
    },
    { role: 'tool', tool_call_id: 'call_1', content: RESULT },
  ],
  acontext: [
    { role: 'user', parts: [{ type: 'text', text: QUESTION }] },
    {
      role: 'assistant',
      parts: [
        { type: 'text', text: ANSWER },
        { type: 'tool-call', meta: { id: 'call_1', name: 'check_logs', arguments: TEXT, type: 'function' } },
      ],
    },
    { role: 'user', parts: [{ type: 'tool-result', text: RESULT, meta: { tool_call_id: 'call_1' } }] },
  ],
  anthropic: [
    { role: 'user', content: [{ type: 'text', text: QUESTION }] },
    {
      role: 'assistant',
      content: [
        { type: 'text', text: ANSWER },
        { type: 'tool_use', id: 'call_1', name: 'check_logs', input: ARGUMENTS },
      ],
    },
    {
      role: 'user',
      content: [{ type: 'tool_result', tool_use_id: 'call_1', content: [{ type: 'text', text: RESULT }] }],
    },
  ],
  gemini: [
    { role: 'user', parts: [{ text: QUESTION }] },
    {
      role: 'model',
      parts: [{ text: ANSWER }, { functionCall: { id: 'call_1', name: 'check_logs', args: ARGUMENTS } }],
    },
    {
      role: 'user',
      parts: [{ functionResponse: { id: 'call_1', name: 'check_logs', response: { output: RESULT } } }],
    },
  ],
};

export const conversationIn = (format: Format): Record<string, unknown>[] => CONVERSATIONS[format];

const ROLES: Record<Format, [question: string, answer: string, result: string]> = {
  openai: ['"role":"user"', '"role":"assistant"', '"role":"tool"'],
  acontext: ['"role":"user"', '"role":"assistant"', '"role":"user"'],
  anthropic: ['"role":"user"', '"role":"assistant"', '"role":"user"'],
  gemini: ['"role":"user"', '"role":"model"', '"role":"user"'],
};

/** How the format itself spells a call and a result. */
const SPELLED: Record<Format, [call: string, result: string]> = {
  openai: ['"tool_calls"', '"tool_call_id"'],
  acontext: ['"tool-call"', '"tool-result"'],
  anthropic: ['"tool_use"', '"tool_result"'],
  gemini: ['"functionCall"', '"functionResponse"'],
};

/** What has to be found in each of the three messages when they are given in that format. */
export function textIn(format: Format): [question: string[], answer: string[], result: string[]] {
  const [question, answer, result] = ROLES[format];
  const [call, returned] = SPELLED[format];
  return [
    [question, QUESTION],
    [answer, ANSWER, call, '"check_logs"', 'service_name', 'api-gateway'],
    [result, returned, RESULT],
  ];
}
