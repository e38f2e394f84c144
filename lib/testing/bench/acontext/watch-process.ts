import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';

export interface Usage {
  /** Resident memory, MB. */
  rss: number;
  /** The longest time that nothing else in the process had its turn since the last reading, ms. */
  longestPause: number;
}

/** Each call gives what happened since the last one. */
export function watchProcess(): () => Promise<Usage> {
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  return async () => {
    // A pause that is not over has not been noted yet.
    await delay(5);
    const usage = { rss: process.memoryUsage.rss() / 1024 ** 2, longestPause: loop.max / 1e6 };
    loop.reset();
    return usage;
  };
}
