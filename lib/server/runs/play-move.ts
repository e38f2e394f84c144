import 'server-only';
import type { BodyOf } from '#lib/protocol/run-event.ts';
import type { PlayMove, PlayMoveBody } from '#lib/protocol/http.ts';
import { isAtWork } from '#lib/protocol/is-at-work.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import { isPlayed } from '#lib/protocol/played-run.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import { advancePlayedRun } from './advance-played-run.ts';
import { getLab } from '../lab/get-lab.ts';
import { found } from '../http/handle-route.ts';
import type { Lab } from '../lab/lab.ts';

/**
 * What a person does next in a played run: it becomes a turn like a model's, so that the log, its fold and its pages
 * need not know the difference. The same move again changes nothing; one made with an older picture of the run, from
 * another tab, is refused with `conflict`.
 */
export async function playMove(runId: string, move: PlayMove): Promise<PlayMoveBody> {
  const lab = await getLab();
  const { plan } = found(await lab.store.runs.get(runId), `run ${runId}`);
  if (!isPlayed(plan)) throw refusal('A model acts in this run, so a person cannot.', 'Start one as "you".');
  return lab.playTurns.run(runId, async () => {
    const view = await advancePlayedRun(lab, runId);
    if (isDone(view, move)) return { runId, lastSeq: view.lastSeq };
    refuseImpossible(view, move);
    if (move.action.kind === 'give_up') {
      await lab.store.events.append(runId, 'agent.stopped', {
        type: 'agent.stopped',
        data: { reason: 'gave_up', finalMessage: '' },
      });
    } else {
      const data = toTurn(lab, view, move);
      await lab.store.events.append(runId, `inference-${move.turn}`, { type: 'inference.completed', data });
    }
    const after = await advancePlayedRun(lab, runId);
    // Another instance of the lab was faster with another move.
    if (!isDone(after, move)) throw movedOn(after);
    return { runId, lastSeq: after.lastSeq };
  });
}

/** Whether the log has this very move. */
function isDone(view: RunView, { turn, moveId, action }: PlayMove): boolean {
  switch (action.kind) {
    case 'call':
      return view.turns.some(({ inference }) => inference.toolCalls.some(({ id }) => id === moveId));
    case 'finish': {
      const inference = view.turns[turn - 1]?.inference;
      return inference?.toolCalls.length === 0 && inference.content === action.message;
    }
    case 'give_up':
      return view.stopped?.reason === 'gave_up';
  }
}

function refuseImpossible(view: RunView, { turn, action }: PlayMove): void {
  if (!isAtWork(view.status) || view.stopped || view.cancelRequested)
    throw refusal('This run has ended, so nothing more can be done in it.', 'Rerun it to try again.');
  if (turn !== view.turns.length + 1) throw movedOn(view);
  const cap = view.plan?.limits.maxCalls ?? 0;
  if (action.kind === 'call' && view.calls.length >= cap)
    throw refusal(`All ${cap} calls of this run are used.`, 'End it with your final message, or give up.');
}

function movedOn({ turns }: RunView): LabError {
  return refusal(
    `Move ${turns.length} was made elsewhere meanwhile; yours was not carried out.`,
    'See what it changed, then decide again.',
  );
}

function refusal(message: string, hint: string): LabError {
  return new LabError({ code: 'conflict', message, hint });
}

/** The move as the turn of an agent. What a model would count in tokens a person has none of. */
function toTurn(
  lab: Lab,
  view: RunView,
  { turn, moveId, action }: PlayMove,
): BodyOf<'inference.completed'>['data'] {
  const asks = action.kind === 'call';
  const since = view.calls.at(-1)?.at ?? view.started?.at;
  return {
    turn,
    content: asks ? action.note : action.kind === 'finish' ? action.message : '',
    toolCalls: asks ? [{ id: moveId, name: action.tool, arguments: action.arguments }] : [],
    finishReason: asks ? 'tool_calls' : 'stop',
    usage: { inputTokens: 0, outputTokens: 0, cachedInputTokens: 0 },
    cost: null,
    durationMs: since === undefined ? 0 : Math.max(0, lab.clock.now() - Date.parse(since)),
    paceMs: 0,
    retries: 0,
  };
}
