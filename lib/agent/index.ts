export { buildSystemPrompt } from './build-system-prompt.ts';
export { runAgent } from './run-agent.ts';
export type { AgentOutcome, AgentRun } from './run-agent.ts';
