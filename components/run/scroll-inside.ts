const TRIES = 4;

/**
 * Scrolls a list, and nothing around it, so that the element can be seen; null is the list's beginning. Trying again
 * in the next frames settles rows whose height was only estimated before they came into sight.
 */
export function scrollInside(list: HTMLElement | null, selector: string | null): void {
  if (!list) return;
  const go = (tries: number) => {
    if (tries > 1) requestAnimationFrame(() => go(tries - 1));
    const target = selector === null ? null : list.querySelector<HTMLElement>(selector);
    if (selector === null) list.scrollTo({ top: 0 });
    if (!target) return;
    const frame = list.getBoundingClientRect();
    const box = target.getBoundingClientRect();
    if (box.top < frame.top) list.scrollTop -= frame.top - box.top + 8;
    else if (box.bottom > frame.bottom)
      list.scrollTop += Math.min(box.bottom - frame.bottom + 8, box.top - frame.top - 8);
  };
  go(TRIES);
}
