'use client';

import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

/** Nearer to the end than this counts as being there. */
const NEAR = 48;

export interface AutoFollow {
  /** The element that scrolls, and the one inside it that grows. */
  listRef: RefObject<HTMLDivElement | null>;
  contentRef: RefObject<HTMLDivElement | null>;
  /** Whether the end is kept in sight. */
  following: boolean;
  follow: () => void;
  letGo: () => void;
}

/**
 * Keeps a scrolling list at its end while things are added, until the reader scrolls up; scrolling back to the end, or
 * `follow()`, takes it up again.
 */
export function useAutoFollow(live: boolean): AutoFollow {
  const listRef = useRef<HTMLDivElement>(null);
  const contentRef = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(live);
  const wanted = useRef(live);
  const set = useCallback((value: boolean) => {
    wanted.current = value;
    setFollowing(value);
  }, []);
  const follow = useCallback(() => {
    set(true);
    toEnd(listRef.current);
  }, [set]);
  const letGo = useCallback(() => set(false), [set]);

  useEffect(() => {
    const element = listRef.current;
    if (!element || !live) return;
    let top = element.scrollTop;
    const onScroll = () => {
      const left = element.scrollHeight - element.scrollTop - element.clientHeight;
      if (left < NEAR) set(true);
      else if (element.scrollTop < top - 2) set(false);
      top = element.scrollTop;
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, [live, set]);

  useEffect(() => {
    const growing = contentRef.current;
    if (!growing || !live) return;
    const observer = new ResizeObserver(() => {
      if (wanted.current) toEnd(listRef.current);
    });
    observer.observe(growing);
    return () => observer.disconnect();
  }, [live]);

  return { listRef, contentRef, following: live && following, follow, letGo };
}

function toEnd(element: HTMLElement | null): void {
  element?.scrollTo({ top: element.scrollHeight });
}
