import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** What a build is made of. */
const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'instrumentation.ts',
  'proxy.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'package-lock.json',
];
/** Parts of them that no build contains. */
const NOT_BUILT = /(^lib\/(testing|cli)\/)|(\.(test|spec)\.tsx?$)/;
/** What Next writes in the middle and at the end of a build. */
const WRITTEN = ['BUILD_ID', 'prerender-manifest.json'];

export type BuildState = 'missing' | 'outdated' | 'current';

/** Whether the build in a folder can be served as it is. */
export function buildState(root: string, distDir: string): BuildState {
  const [buildId, last] = WRITTEN.map((name) => join(root, distDir, name));
  if (!buildId || !last || !existsSync(buildId) || !existsSync(last)) return 'missing';
  const builtAt = statSync(buildId).mtimeMs;
  const isNewer = (path: string) => {
    const name = relative(root, path).split(sep).join('/');
    return !NOT_BUILT.test(name) && statSync(path).mtimeMs > builtAt;
  };
  return SOURCES.flatMap((name) => filesOf(join(root, name))).some(isNewer) ? 'outdated' : 'current';
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
