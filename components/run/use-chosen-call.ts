'use client';

import { useEffect, useState } from 'react';
import { useUrlParam } from '#lib/client/use-url-param.ts';

/** Browsers refuse addresses that change too often; a scrubber moves faster than that. */
const SETTLE_MS = 250;

/** The chosen position, kept in the address (`?call=7`) so that it can be linked to; null follows the newest. */
export function useChosenCall(): [number | null, (position: number | null) => void] {
  const [param, setParam] = useUrlParam('call');
  const [chosen, setChosen] = useState(() => parse(param));
  useEffect(() => {
    const text = chosen === null ? null : String(chosen);
    if (text === param) return;
    const timer = setTimeout(() => setParam(text), SETTLE_MS);
    return () => clearTimeout(timer);
    // Only a new choice is written; the address itself is read once, when the page opens.
    // oxlint-disable-next-line react/exhaustive-deps -- only a new choice is written
  }, [chosen]);
  return [chosen, setChosen];
}

function parse(text: string | null): number | null {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;
}
