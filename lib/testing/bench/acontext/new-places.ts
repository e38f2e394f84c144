import postgres from 'postgres';
import { temporaryLab } from '#lib/testing/temporary-lab.ts';
import { temporaryPostgres } from '#lib/testing/temporary-postgres.ts';
import type { Place } from './place.ts';

export interface Places {
  next(): Promise<Place>;
  remove(): Promise<void>;
}

/** Data folders that nobody else uses. */
export function placesOnSqlite(): Places {
  const removers: (() => void)[] = [];
  return {
    next: () => {
      const { dataDir, remove } = temporaryLab();
      removers.push(remove);
      return Promise.resolve({ kind: 'sqlite', dataDir });
    },
    remove: () => {
      for (const remove of removers) remove();
      return Promise.resolve();
    },
  };
}

/** Databases of their own on a server for tests. */
export async function placesOnPostgres(): Promise<Places> {
  const server = await temporaryPostgres();
  if (!server) throw new Error('There is no Postgres to measure.');
  const admin = postgres(server.url, { max: 1, onnotice: () => {} });
  const names: string[] = [];
  return {
    next: async () => {
      const name = `lab_bench_${process.pid}_${names.length}`;
      await admin.unsafe(`create database ${name}`);
      names.push(name);
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      return { kind: 'postgres', url: url.href };
    },
    remove: async () => {
      for (const name of names) await admin.unsafe(`drop database ${name} with (force)`);
      await admin.end({ timeout: 1 });
      await server.stop();
    },
  };
}
