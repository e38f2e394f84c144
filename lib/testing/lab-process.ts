import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { runEventsBodySchema } from '#lib/protocol/http.ts';
import type { RunEvent } from '#lib/protocol/run-event.ts';
import { runSummarySchema, type RunSummary } from '#lib/protocol/run-record.ts';
import { freePort } from './free-port.ts';
import { hasSettled, waitForRun } from './wait-for-run.ts';

const READY_MS = 60_000;

/** The built app in a process of its own, for tests that kill it. */
export class LabProcess {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  static async start(options: {
    dataDir: string;
    port?: number;
    env?: Record<string, string>;
    /** For Node. */
    flags?: readonly string[];
  }): Promise<LabProcess> {
    const port = options.port ?? (await freePort());
    const child = spawn(
      process.execPath,
      [
        ...(options.flags ?? []),
        'node_modules/next/dist/bin/next',
        'start',
        '-H',
        '127.0.0.1',
        '-p',
        String(port),
      ],
      {
        env: {
          ...process.env,
          ...options.env,
          LAB_DATA_DIR: options.dataDir,
          PORT: String(port),
          HOST: '127.0.0.1',
          NODE_ENV: 'production',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const lab = new LabProcess(child, `http://127.0.0.1:${port}`);
    const deadline = Date.now() + READY_MS;
    while (!(await lab.#answers())) {
      if (child.exitCode !== null || Date.now() > deadline)
        throw new Error(`The lab did not start:\n${output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return lab;
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error('the lab never started');
    return this.#child.pid;
  }

  /** Ends it as a crash would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exit = once(this.#child, 'exit');
    this.#child.kill(signal);
    await exit;
  }

  async #answers(): Promise<boolean> {
    return fetch(`${this.url}/api/status`).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  async get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    const response = await fetch(this.url + path);
    if (!response.ok) throw new Error(`GET ${path} answered ${response.status}: ${await response.text()}`);
    return schema.parse(await response.json());
  }

  async post<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T> {
    const response = await fetch(this.url + path, { method: 'POST', body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`POST ${path} answered ${response.status}: ${await response.text()}`);
    return schema.parse(await response.json());
  }

  startPart(
    part: 'act1' | 'act2' | 'control',
    pace: 'instant' | 'watch' = 'instant',
  ): Promise<{ runId: string }> {
    return this.post('/api/story/runs', { part, pace }, z.object({ runId: z.string() }));
  }

  async events(runId: string): Promise<RunEvent[]> {
    return (await this.get(`/api/runs/${runId}/events`, runEventsBodySchema)).events;
  }

  /** Waits until the run and, for a completed one, its learning have ended. */
  async settled(runId: string, timeoutMs = 60_000): Promise<RunSummary> {
    return this.until(runId, timeoutMs, hasSettled);
  }

  async until(runId: string, timeoutMs: number, holds: (run: RunSummary) => boolean): Promise<RunSummary> {
    const read = () => this.get(`/api/runs/${runId}`, runSummarySchema);
    return waitForRun(read, holds, { timeoutMs, everyMs: 50 });
  }
}
