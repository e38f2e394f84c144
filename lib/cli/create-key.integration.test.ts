import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '#lib/store/index.ts';
import { temporaryLab } from '#lib/testing/temporary-lab.ts';

const script = join(import.meta.dirname, 'create-key.ts');
let folder: ReturnType<typeof temporaryLab>;
beforeEach(() => {
  folder = temporaryLab();
});
afterEach(() => folder.remove());

const run = (...args: string[]) =>
  spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    env: { ...process.env, LAB_DATA_DIR: folder.dataDir, DATABASE_URL: '' },
  });

test('prints a key once and keeps only its hash; the same name is the same project', () => {
  const first = run('--project', 'team a');
  expect(first.status).toBe(0);
  expect(first.stdout).toMatch(/^sk-ac-[\w-]{43}\n$/);
  expect(first.stderr).toContain('New project "team a"');
  const second = run('--project', 'team a');
  expect(second.stderr).toContain('Project "team a"');
  expect(second.stdout).not.toBe(first.stdout);

  const database = new DatabaseSync(join(folder.dataDir, 'lab.db'), { readOnly: true });
  const keys = database.prepare('select hash, project_id from ac_keys').all();
  database.close();
  expect(keys).toHaveLength(2);
  expect(new Set(keys.map(({ project_id: id }) => id)).size).toBe(1);
  expect(JSON.stringify(keys)).not.toContain(first.stdout.trim());
});

test('says in one line that the lab must be stopped', async () => {
  const store = await openStore({ kind: 'sqlite', dataDir: folder.dataDir }, { clock: Date });
  const answer = run('--project', 'x');
  await store.close();
  expect(answer).toMatchObject({ status: 1, stdout: '' });
  expect(answer.stderr).toBe('The lab is running: stop it, make the key, start it again.\n');
});

test.each([[[]], [['--project']], [['--project', '']], [['--project', 'a\nb']], [['--other', 'x']]])(
  'refuses %j',
  (args) => {
    expect(run(...args)).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('Usage:') });
  },
);
