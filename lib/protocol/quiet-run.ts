const QUIET = 'xrun_';

/**
 * Runs of experiments with the simulated model are written whole when they end, hundreds a minute, and nobody follows
 * one of them live: they stay out of the live stream. Told by the id, so that nothing has to be looked up for it.
 */
export const quietRunId = (mark: string): string => `${QUIET}${mark}`;
export const isQuietRun = (runId: string): boolean => runId.startsWith(QUIET);
export const QUIET_PREFIX = QUIET;
