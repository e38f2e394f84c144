'use client';

import { useRef } from 'react';
import { createId } from '#lib/utils/create-id.ts';

/**
 * An id per thing that is wanted: asking twice, or again after an answer that got lost, is the same request, and the lab makes one thing of
 * it.
 */
export function useRequestId(prefix: string): (what: unknown) => string {
  const last = useRef({ text: '', id: '' });
  return (what) => {
    const text = JSON.stringify(what);
    if (last.current.text !== text)
      last.current = { text, id: createId(prefix, { now: Date.now, random: Math.random }) };
    return last.current.id;
  };
}
