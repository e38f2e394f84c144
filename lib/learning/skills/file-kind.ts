const CODE = new Set(
  'js jsx ts tsx mjs cjs py rb go rs java kt swift c h cc cpp hpp cs php sh bash zsh fish ps1 sql r lua pl scala dart css scss less vue svelte toml ini conf'.split(
    ' ',
  ),
);
const TEXT = new Set(['md', 'txt', 'log', 'yml', 'yaml', 'xml', 'html', 'htm']);

const MIME: Record<string, string> = {
  md: 'text/markdown',
  txt: 'text/plain',
  log: 'text/plain',
  yml: 'text/yaml',
  yaml: 'text/yaml',
  xml: 'text/xml',
  html: 'text/html',
  htm: 'text/html',
  json: 'application/json',
  csv: 'text/csv',
  css: 'text/css',
  js: 'text/javascript',
  ts: 'text/typescript',
  py: 'text/x-python',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
};

const extensionOf = (path: string): string => /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';

export const mimeOf = (path: string): string => MIME[extensionOf(path)] ?? 'text/plain';

/** How a file's content is offered; null when only its bytes make sense. */
export function contentTypeOf(path: string, mime: string): 'json' | 'csv' | 'code' | 'text' | null {
  const extension = extensionOf(path);
  if (extension === 'json') return 'json';
  if (extension === 'csv') return 'csv';
  if (CODE.has(extension)) return 'code';
  return TEXT.has(extension) || mime.startsWith('text/') ? 'text' : null;
}
