import { buildSystemPrompt } from '#lib/agent/index.ts';
import { createEnvironment, findScenario } from '#lib/environment/index.ts';
import { createChatModel, createOfflineModel } from '#lib/models/index.ts';
import type { ChatMessage } from '#lib/protocol/chat.ts';
import { adoptLab } from '#lib/server/lab/get-lab.ts';
import type { Lab } from '#lib/server/lab/lab.ts';
import { openLab } from '#lib/server/lab/open-lab.ts';
import { parseEnv } from '#lib/server/lab/parse-env.ts';
import { startRun } from '#lib/server/runs/start-run.ts';
import { temporaryLab } from '#lib/testing/temporary-lab.ts';
import { hasSettled, waitForRun } from '#lib/testing/wait-for-run.ts';
import { median } from './median.ts';

/**
 * What durability costs: a run through the engine, the store and the embedded Acontext against the barest loop over
 * the same environment and the same offline model. Prints milliseconds per turn and their ratio.
 */
const ROUNDS = 30;
const SCENARIO = 'classic-act-1';

async function bareTurns(): Promise<{ turns: number; ms: number }> {
  const scenario = findScenario(SCENARIO);
  if (!scenario) throw new Error(`no scenario ${SCENARIO}`);
  const environment = createEnvironment(scenario, 1);
  const model = createChatModel({ kind: 'offline', handler: createOfflineModel() });
  const messages: ChatMessage[] = [
    { role: 'system', content: buildSystemPrompt('') },
    { role: 'user', content: environment.request },
  ];
  const signal = new AbortController().signal;
  const begin = performance.now();
  for (let turns = 1; ; turns += 1) {
    const { content, toolCalls } = await model.infer(
      { messages, tools: environment.tools, seed: 1, pace: 'instant' },
      { signal },
    );
    messages.push({ role: 'assistant', content, toolCalls });
    if (toolCalls.length === 0) return { turns, ms: performance.now() - begin };
    for (const call of toolCalls) {
      messages.push({
        role: 'tool',
        toolCallId: call.id,
        content: environment.execute(call.name, call.arguments).result,
      });
    }
  }
}

/** From the agent's first moment to the end of the run, as the log dates them; learning is not part of it. */
async function labTurns(lab: Lab): Promise<{ turns: number; ms: number }> {
  const { runId } = await startRun({
    scenarioId: SCENARIO,
    seed: 1,
    arm: 'none',
    pace: 'instant',
    learns: false,
  });
  const { turns, activeMs } = await waitForRun(() => lab.store.runs.get(runId), hasSettled, {
    timeoutMs: 30_000,
    everyMs: 5,
  });
  return { turns, ms: activeMs };
}

const { dataDir, remove } = temporaryLab();
const parsed = parseEnv({ LAB_DATA_DIR: dataDir });
if (!parsed.ok) throw new Error(parsed.mistakes.join('\n'));
const lab = await openLab(parsed.config);
adoptLab(lab);
const bare: number[] = [];
const full: number[] = [];
for (let round = -3; round < ROUNDS; round += 1) {
  const [a, b] = [await bareTurns(), await labTurns(lab)];
  // The first rounds warm the compiler and the token cache.
  if (round < 0) continue;
  bare.push(a.ms / a.turns);
  full.push(b.ms / b.turns);
}
await lab.close();
remove();
console.log(`loop overhead, ${ROUNDS} rounds of ${SCENARIO}, median per turn`);
console.log(`  bare in-memory loop  ${median(bare).toFixed(2)} ms`);
console.log(`  durable run          ${median(full).toFixed(2)} ms`);
console.log(`  ratio                ${(median(full) / median(bare)).toFixed(2)}`);
process.exit(0);
