type Token = { kind: 'char'; char: string } | { kind: 'one' } | { kind: 'many' } | { kind: 'deep' };

function tokensOf(pattern: string): Token[] {
  const tokens: Token[] = [];
  for (const piece of pattern.match(/\*\*\/?|\*|\?|[^*?]/gsu) ?? []) {
    if (piece.startsWith('**')) tokens.push({ kind: 'deep' });
    else if (piece === '*') tokens.push({ kind: 'many' });
    else if (piece === '?') tokens.push({ kind: 'one' });
    else tokens.push({ kind: 'char', char: piece });
  }
  return tokens;
}

/** Which positions of the pattern are reached without reading on. */
function spread(tokens: readonly Token[], reached: boolean[]): boolean[] {
  for (const [at, token] of tokens.entries()) {
    if (reached[at] && (token.kind === 'many' || token.kind === 'deep')) reached[at + 1] = true;
  }
  return reached;
}

/**
 * `*` within a folder, `**` across folders, `?` for one character. A pattern without a slash is about file names, in
 * whatever folder. All positions are followed at once, so no pattern is slow.
 */
export function matchGlob(pattern: string, path: string): boolean {
  const bare = pattern.replace(/^\//, '');
  const isName = !pattern.includes('/');
  const text = isName ? path.slice(path.lastIndexOf('/') + 1) : path;
  const tokens = tokensOf(bare);
  let reached = spread(tokens, [true]);
  for (const char of text) {
    const next: boolean[] = [];
    for (const [at, token] of tokens.entries()) {
      if (!reached[at]) continue;
      if (token.kind === 'deep' || (token.kind === 'many' && char !== '/')) next[at] = true;
      if ((token.kind === 'char' && token.char === char) || (token.kind === 'one' && char !== '/')) {
        next[at + 1] = true;
      }
    }
    reached = spread(tokens, next);
  }
  return reached[tokens.length] === true;
}
