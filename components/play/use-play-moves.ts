'use client';

import { useEffect, useState } from 'react';
import { API } from '#lib/client/api-paths.ts';
import { postJson } from '#lib/client/fetch-json.ts';
import { keepAsking } from '#lib/client/keep-asking.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';
import { useRequestId } from '#lib/client/use-request-id.ts';
import type { PlayMoveBody, PlayMoveInput } from '#lib/protocol/http.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import type { RunView } from '#lib/protocol/run-view.ts';

export type PlayAction = PlayMoveInput['action'];

export interface PlayMoves {
  /** A move is under way, or its result has not arrived yet. */
  busy: boolean;
  error: ErrorInfo | null;
  /** Makes the next move; resolves to whether the lab took it. */
  send: (action: PlayAction) => Promise<boolean>;
}

/** Longer than any move takes: what a reload or a crash cut off is then carried on. */
const CUT_OFF_MS = 2000;

/** Sends the player's moves. The same action on the same turn is the same move, however often it is sent. */
export function usePlayMoves(view: RunView): PlayMoves {
  /** The turn whose move has not been answered. Its result may be here before the answer, and then the next move may begin. */
  const [sending, setSending] = useState<number | null>(null);
  const [awaited, setAwaited] = useState(0);
  const [error, setError] = useState<ErrorInfo | null>(null);
  const idOf = useRequestId('move');
  const turn = view.turns.length + 1;

  const post = (move: PlayMoveInput): Promise<PlayMoveBody> =>
    postJson<PlayMoveBody>(API.runAction(view.runId, 'moves'), move);

  const make = async (of: number, ask: () => Promise<PlayMoveBody>): Promise<boolean> => {
    setSending(of);
    setError(null);
    try {
      const { lastSeq } = await ask();
      setError(null);
      setAwaited(lastSeq);
      return true;
    } catch (cause) {
      setError(errorInfoOf(cause));
      return false;
    } finally {
      setSending((now) => (now === of ? null : now));
    }
  };

  const send = async (action: PlayAction): Promise<boolean> => {
    if (sending === turn) return false;
    const moveId = idOf([turn, action]);
    return make(turn, () => post({ turn, moveId, action }));
  };

  const cutOff = sending === null ? cutOffMove(view) : null;
  const cutOffId = cutOff?.moveId ?? null;
  useEffect(() => {
    if (!cutOff) return;
    const onTrouble = (reason: unknown) => setError(errorInfoOf(reason));
    const carryOn = () => void make(cutOff.turn, () => keepAsking(() => post(cutOff), { onTrouble }));
    const timer = setTimeout(carryOn, CUT_OFF_MS);
    return () => clearTimeout(timer);
    // oxlint-disable-next-line react/exhaustive-deps -- once per move that was cut off
  }, [cutOffId]);

  return { busy: sending === turn || view.lastSeq < awaited || view.waiting === 'tools', error, send };
}

/** The move that was asked for and has no result, to be sent once more. */
function cutOffMove(view: RunView): PlayMoveInput | null {
  const turn = view.turns.at(-1);
  const request = turn?.inference.toolCalls[turn.calls.length];
  if (view.waiting !== 'tools' || !turn || !request) return null;
  const { name: tool, arguments: raw } = request;
  const action = { kind: 'call' as const, tool, arguments: raw, note: turn.inference.content };
  return { turn: turn.turn, moveId: request.id, action };
}
