'use client';

import { useEffect, useState } from 'react';
import { useUrlParam } from '#lib/client/use-url-param.ts';
import { parsePosition, type Replay } from './prepare-replay.ts';

/** Browsers refuse addresses that change too often; a scrubber moves faster than that. */
const SETTLE_MS = 250;

/** The position, kept in the address (`?at=4`) so that a moment can be linked to; a link on the page moves it too. */
export function useReplayPosition(replay: Replay): [number, (position: number) => void] {
  const [param, setParam] = useUrlParam('at');
  const [seen, setSeen] = useState(param);
  const [chosen, setChosen] = useState(param);
  if (param !== seen) {
    setSeen(param);
    setChosen(param);
  }
  useEffect(() => {
    if (chosen === param) return;
    const timer = setTimeout(() => setParam(chosen), SETTLE_MS);
    return () => clearTimeout(timer);
    // Only a new choice is written.
    // oxlint-disable-next-line react/exhaustive-deps -- only a new choice is written
  }, [chosen]);
  return [parsePosition(chosen, replay), (position) => setChosen(String(position))];
}
