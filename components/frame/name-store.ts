/** What the open page is about, in the words of its heading, for the line on top; the address knows ids only. */
interface Named {
  path: string;
  name: string;
}

let named: Named | null = null;
const watchers = new Set<() => void>();

export const nameStore = {
  /** Returns how to take it back. */
  say: (path: string, name: string): (() => void) => {
    const own = { path, name };
    const set = (next: Named | null) => {
      named = next;
      for (const watcher of watchers) watcher();
    };
    set(own);
    return () => {
      if (named === own) set(null);
    };
  },
  /** Null while the page at `path` has not said it. */
  nameOf: (path: string): string | null => (named?.path === path ? named.name : null),
  subscribe: (onChange: () => void): (() => void) => {
    watchers.add(onChange);
    return () => watchers.delete(onChange);
  },
};
