import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ENV_NAMES } from '#lib/server/lab/parse-env.ts';
import { freePort } from '#lib/testing/free-port.ts';

/** Runs `npm start` with these settings alone, until it gives up. */
async function start(settings: Record<string, string>) {
  const unset = Object.fromEntries(ENV_NAMES.map((name) => [name, '']));
  const child = spawn(process.execPath, [join(import.meta.dirname, 'start.ts')], {
    env: { ...process.env, ...unset, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, complaint, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { said, complaint, code };
}

describe('npm start', () => {
  it('refuses to listen beyond this machine without a password, in one line', async () => {
    const { said, complaint, code } = await start({ HOST: '0.0.0.0', EMBEDDED_ACONTEXT_KEY: 'sk-ac-secret' });
    expect(complaint).toMatch(/^Configuration: LAB_PASSWORD is required .*\n$/);
    expect({ said, code }).toEqual({ said: '', code: 1 });
  });

  it('names every mistake in the configuration on a line of its own', async () => {
    const { complaint, code } = await start({
      PORT: 'many',
      LAB_PASSWORD: 'short',
      DATABASE_URL: 'mysql://x',
    });
    const lines = complaint.trim().split('\n');
    expect(lines.map((line) => line.split(' ')[1])).toEqual(['PORT', 'DATABASE_URL', 'LAB_PASSWORD']);
    expect(complaint).not.toContain('short');
    expect(code).toBe(1);
  });

  it('says which port is taken before it builds anything', async () => {
    const port = await freePort();
    const other = createServer();
    await new Promise<void>((resolve) => {
      other.listen(port, '127.0.0.1', resolve);
    });
    const { said, complaint, code } = await start({ PORT: String(port) });
    expect(complaint).toMatch(new RegExp(`^Something already listens on 127.0.0.1:${port}.*\\n$`));
    expect({ said, code }).toEqual({ said: '', code: 1 });
    other.close();
  });
});
