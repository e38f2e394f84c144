import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import postgres from 'postgres';
import { freePort } from './free-port.ts';

export interface TemporaryPostgres {
  url: string;
  stop(): Promise<void>;
}

const DEBIAN = '/usr/lib/postgresql';

/**
 * A Postgres server for tests: the one that TEST_DATABASE_URL names, else a private one from Debian's package, else
 * null (said once on stdout, so that a skip is seen).
 */
export async function temporaryPostgres(): Promise<TemporaryPostgres | null> {
  const url = process.env.TEST_DATABASE_URL;
  if (url) return { url, stop: () => Promise.resolve() };
  const programs = installedPrograms();
  if (programs) return startCluster(programs);
  process.stdout.write(
    'SKIPPED: the tests on Postgres. Install Debian package "postgresql" or set TEST_DATABASE_URL to run them.\n',
  );
  return null;
}

function installedPrograms(): string | null {
  if (!existsSync(DEBIAN)) return null;
  const newestFirst = readdirSync(DEBIAN).toSorted((a, b) => Number(b) - Number(a));
  const folders = newestFirst.map((version) => join(DEBIAN, version, 'bin'));
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
}

async function startCluster(programs: string): Promise<TemporaryPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'lab-postgres-'));
  const owner = serverUser();
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const options = { ...owner, cwd: folder, stdio: 'ignore' } as const;
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    options,
  );
  const port = await freePort();
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'],
    options,
  );
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await untilReady(url, server);
  return {
    url,
    stop: async () => {
      const gone = new Promise((resolve) => {
        server.once('exit', resolve);
      });
      server.kill('SIGINT');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Postgres refuses to run as root; Debian's package brings a user for it. */
function serverUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200 && server.exitCode === null; attempt += 1) {
    const sql = postgres(url, { max: 1, onnotice: () => {} });
    try {
      await sql`select 1`;
      return;
    } catch {
      await delay(50);
    } finally {
      await sql.end();
    }
  }
  throw new Error('The Postgres server for the tests did not start');
}
