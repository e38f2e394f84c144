'use client';

import { useEffect, type RefObject } from 'react';

/** Named in run.css. */
const NAME = 'transcript-search';
/** Enough to see; more would only cost time. */
const MOST = 2000;

/**
 * Marks every occurrence of `query` inside the element without touching its DOM (CSS custom highlights), and again
 * whenever its text changes. A browser without them still finds rows, it only does not mark the words.
 */
export function useHighlight(root: RefObject<HTMLElement | null>, query: string): void {
  useEffect(() => {
    const element = root.current;
    const wanted = query.trim().toLowerCase();
    if (!element || wanted === '' || typeof CSS === 'undefined' || !('highlights' in CSS)) return;
    const mark = () => CSS.highlights.set(NAME, new Highlight(...occurrences(element, wanted)));
    mark();
    const observer = new MutationObserver(mark);
    observer.observe(element, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
      CSS.highlights.delete(NAME);
    };
  }, [root, query]);
}

function occurrences(element: HTMLElement, wanted: string): Range[] {
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && ranges.length < MOST; node = walker.nextNode()) {
    const text = (node.textContent ?? '').toLowerCase();
    for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, from + wanted.length)) {
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, from + wanted.length);
      ranges.push(range);
    }
  }
  return ranges;
}
