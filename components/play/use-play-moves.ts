'use client';

import { useEffect, useRef, useState } from 'react';
import { API } from '#lib/client/api-paths.ts';
import { postJson } from '#lib/client/fetch-json.ts';
import { errorInfoOf } from '#lib/client/request-error.ts';
import type { PlayMoveBody, PlayMoveInput } from '#lib/protocol/http.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import { createId } from '#lib/utils/create-id.ts';

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
  const [sending, setSending] = useState(false);
  const [awaited, setAwaited] = useState(0);
  const [error, setError] = useState<ErrorInfo | null>(null);
  const last = useRef({ what: '', moveId: '' });
  const turn = view.turns.length + 1;

  const post = async (move: PlayMoveInput): Promise<boolean> => {
    setSending(true);
    setError(null);
    try {
      const { lastSeq } = await postJson<PlayMoveBody>(API.runAction(view.runId, 'moves'), move);
      setAwaited(lastSeq);
      return true;
    } catch (cause) {
      setError(errorInfoOf(cause));
      return false;
    } finally {
      setSending(false);
    }
  };

  const send = async (action: PlayAction): Promise<boolean> => {
    if (sending) return false;
    const what = JSON.stringify([turn, action]);
    if (last.current.what !== what)
      last.current = { what, moveId: createId('move', { now: Date.now, random: Math.random }) };
    return post({ turn, moveId: last.current.moveId, action });
  };

  const cutOff = sending ? null : cutOffMove(view);
  const cutOffId = cutOff?.moveId ?? null;
  useEffect(() => {
    if (!cutOff) return;
    const timer = setTimeout(() => void post(cutOff), CUT_OFF_MS);
    return () => clearTimeout(timer);
    // oxlint-disable-next-line react/exhaustive-deps -- one try per move that was cut off
  }, [cutOffId]);

  return { busy: sending || view.lastSeq < awaited || view.waiting === 'tools', error, send };
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
