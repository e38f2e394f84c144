'use client';

import { useEffect, useRef, useState } from 'react';

/** The newest text, at most once in `everyMs`: what a screen reader is told of something that moves fast. */
export function useAnnouncement(text: string, everyMs = 3000): string {
  const [said, setSaid] = useState(text);
  const last = useRef(0);
  useEffect(() => {
    const wait = Math.max(0, last.current + everyMs - Date.now());
    const timer = setTimeout(() => {
      last.current = Date.now();
      setSaid(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [text, everyMs]);
  return said;
}
