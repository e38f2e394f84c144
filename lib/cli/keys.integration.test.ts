import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { acontextProjectSchema } from '#lib/protocol/acontext-key.ts';
import { openStore } from '#lib/store/index.ts';
import { temporaryLab } from '#lib/testing/temporary-lab.ts';

const script = join(import.meta.dirname, 'keys.ts');
let folder: ReturnType<typeof temporaryLab>;
beforeEach(() => {
  folder = temporaryLab();
});
afterEach(() => folder.remove());

const runWith = (env: Record<string, string>, ...args: string[]) =>
  spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    env: { ...process.env, LAB_DATA_DIR: folder.dataDir, DATABASE_URL: '', ACONTEXT_API_KEY: '', ...env },
  });
const run = (...args: string[]) => runWith({}, ...args);
const listed = () => z.array(acontextProjectSchema).parse(JSON.parse(run('list', '--json').stdout));

test('makes keys, prints each once, keeps only their hashes, lists and revokes them', () => {
  const first = run('create', '--project', 'team a', '--label', 'CI (staging)');
  expect(first.status).toBe(0);
  expect(first.stdout).toMatch(/^sk-ac-[\w-]{43}\n$/);
  expect(first.stderr).toContain('New project "team a"');
  const [project] = listed();
  const second = run('create', '--project-id', project?.id ?? '');
  expect(second.stderr).toContain('"team a"');
  expect(second.stderr).not.toContain('New project');
  expect(second.stdout).not.toBe(first.stdout);

  const [key] = listed()[0]?.keys ?? [];
  expect(key).toMatchObject({ label: 'CI (staging)', prefix: first.stdout.slice(0, 10), revokedAt: null });
  expect(run('revoke', key?.id ?? '')).toMatchObject({ status: 0, stdout: '' });
  const lines = run('list').stdout.trim().split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toMatch(/^team a +sk-ac-.{4}… +CI \(staging\) .* never +revoked .*Z +[0-9a-f-]{36}$/);
  expect(lines[2]).toContain(' active ');

  const database = new DatabaseSync(join(folder.dataDir, 'lab.db'), { readOnly: true });
  const rows = JSON.stringify(database.prepare('select * from ac_keys').all());
  database.close();
  for (const { stdout } of [first, second]) expect(rows).not.toContain(stdout.trim());
});

test('while the lab runs on SQLite keys can be listed, and changing them says in one line what to do', async () => {
  run('create', '--project', 'x');
  const store = await openStore({ kind: 'sqlite', dataDir: folder.dataDir }, { clock: Date });
  const [create, list] = [run('create', '--project', 'x'), run('list')];
  await store.close();
  expect(create).toMatchObject({ status: 1, stdout: '' });
  expect(create.stderr).toBe('The lab is running: use its settings page, or stop it and do this again.\n');
  expect(list).toMatchObject({ status: 0, stdout: expect.stringContaining('sk-ac-') });
});

test('says so when Acontext is remote, when a key is unknown, and when there is nothing yet', () => {
  const remote = runWith({ ACONTEXT_API_KEY: 'sk-ac-far' }, 'list');
  expect(remote).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('managed in that') });
  expect(run('revoke', 'nope')).toMatchObject({
    status: 1,
    stderr: 'There is no key with this id.\n',
  });
  expect(run('list').stdout).toContain('No projects yet');
});

test.each([
  [[]],
  [['create']],
  [['create', '--project', '']],
  [['create', '--project', 'a\nb']],
  [['create', '--project', 'a', '--project-id', '00000000-0000-4000-8000-000000000001']],
  [['create', '--other', 'x']],
  [['revoke']],
])('refuses %j with its usage', (args) => {
  expect(run(...args)).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('Usage:') });
});
