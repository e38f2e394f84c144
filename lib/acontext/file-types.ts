/** Kinds of text as Acontext tells them, by file extension; everything else that the lab snapshots is plain text. */
const MIMES: Record<string, string> = {
  md: 'text/markdown',
  json: 'application/json',
  csv: 'text/csv',
  html: 'text/html',
  xml: 'text/xml',
  yaml: 'text/yaml',
  yml: 'text/yaml',
  py: 'text/x-python',
  js: 'text/javascript',
  ts: 'text/typescript',
  sh: 'text/x-shellscript',
};

const CODE = new Set([
  'py',
  'js',
  'ts',
  'tsx',
  'jsx',
  'go',
  'rs',
  'java',
  'c',
  'cpp',
  'h',
  'rb',
  'sh',
  'sql',
]);

const extensionOf = (path: string) => /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';

export function mimeOf(path: string): string {
  return MIMES[extensionOf(path)] ?? 'text/plain';
}

export function contentTypeOf(path: string): 'text' | 'json' | 'csv' | 'code' {
  const extension = extensionOf(path);
  if (extension === 'json' || extension === 'csv') return extension;
  return CODE.has(extension) ? 'code' : 'text';
}
