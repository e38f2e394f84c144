/** Where a link in a skill's file leads. */
export type ResolvedLink =
  | { kind: 'file'; path: string }
  | { kind: 'external'; href: string }
  | { kind: 'anchor'; href: string }
  | { kind: 'dead' };

/** A relative link opens the file that it means, http and mailto leave the lab, everything else leads nowhere. */
export function resolveLink(href: string | undefined, from: string, files: readonly string[]): ResolvedLink {
  if (!href) return { kind: 'dead' };
  if (href.startsWith('#')) return { kind: 'anchor', href };
  if (/^(?:https?:\/\/|mailto:)/i.test(href)) return { kind: 'external', href };
  if (/^[a-z][a-z0-9+.-]*:/i.test(href) || href.startsWith('//')) return { kind: 'dead' };
  const path = joinPath(from, href.split(/[?#]/)[0] ?? '');
  return path !== null && files.includes(path) ? { kind: 'file', path } : { kind: 'dead' };
}

function joinPath(from: string, to: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(to);
  } catch {
    return null;
  }
  const parts = decoded.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const segment of decoded.split('/')) {
    if (segment === '..') parts.pop();
    else if (segment !== '' && segment !== '.') parts.push(segment);
  }
  return parts.join('/');
}
