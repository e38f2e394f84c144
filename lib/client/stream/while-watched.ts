interface Watched {
  /** Works from the first watcher to the last. Returns how to stop watching. */
  subscribe: (onChange: () => void) => () => void;
  /** Something changed. */
  tell: () => void;
}

/** For `useSyncExternalStore`: `start` begins the work when somebody watches and returns how to end it when nobody does any more. */
export function whileWatched(start: () => () => void): Watched {
  const watchers = new Set<() => void>();
  let stop = () => {};
  return {
    subscribe: (onChange) => {
      if (watchers.size === 0) stop = start();
      watchers.add(onChange);
      return () => {
        watchers.delete(onChange);
        if (watchers.size === 0) stop();
      };
    },
    tell: () => {
      for (const watcher of watchers) watcher();
    },
  };
}
