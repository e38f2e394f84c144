import type { AcontextKey, AcontextProject } from '#lib/protocol/acontext-key.ts';

const HEAD = ['PROJECT', 'KEY', 'LABEL', 'CREATED', 'LAST USED', 'STATE', 'ID'];

/** Projects and keys as lines of text, one key a line, in columns. */
export function keyTable(projects: readonly AcontextProject[]): string {
  const rows = projects.flatMap(({ name, keys }) => {
    const project = name ?? '(the lab’s own)';
    if (keys.length === 0) return [[project, '', '', '', '', 'no keys', '']];
    return keys.map((key) => [project, ...cells(key)]);
  });
  if (rows.length === 0)
    return 'No projects yet: they come with the first start of the lab, or with the first key.';
  const lines = [HEAD, ...rows];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cells({ id, label, prefix, origin, createdAt, lastUsedAt, revokedAt }: AcontextKey): string[] {
  const isOwn = origin === 'environment';
  return [
    isOwn ? 'EMBEDDED_ACONTEXT_KEY' : prefix ? `${prefix}…` : 'not kept',
    label ?? '',
    minute(createdAt),
    lastUsedAt ? minute(lastUsedAt) : 'never',
    revokedAt ? `revoked ${minute(revokedAt)}` : isOwn ? 'used by the lab' : 'active',
    id,
  ];
}

/** In UTC. */
const minute = (stamp: string): string => `${stamp.slice(0, 16)}Z`;
