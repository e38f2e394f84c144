export { buildSystemPrompt } from './build-system-prompt.ts';
export { rebuildWorld } from './rebuild-world.ts';
export { runAgent } from './run-agent.ts';
export type { AgentOutcome, AgentRun } from './run-agent.ts';
export { createToolBox } from './tool-box.ts';
