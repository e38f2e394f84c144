/** How often to look, ms. */
const LOOK_MS = 500;

/**
 * Ends this process when the shell between npm and it is gone. npm passes SIGTERM to that shell alone, which dies
 * without passing it on, so `npm start` under a process manager would leave the server running.
 */
export function endWithNpm(): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_MS);
  timer.unref();
}
