import { expect, it } from 'vitest';
import { resolveLink } from '#lib/skills/resolve-link.ts';
import { skillHref } from './skill-href.ts';

it('names only what is not the default, with everything escaped', () => {
  expect(skillHref('a/b')).toBe('/skills/a%2Fb');
  expect(skillHref('x', { file: 'a b/c.md', version: 'skv_1', diff: 'skv_0', raw: true, line: 7 })).toBe(
    '/skills/x?file=a+b%2Fc.md&version=skv_1&diff=skv_0&raw=1&line=7',
  );
});

const FILES = ['SKILL.md', 'incidents/gateway.md', 'notes one.md'];
const to = (href: string | undefined, from = 'SKILL.md') => resolveLink(href, from, FILES);

it('opens the file that a relative link means', () => {
  expect(to('incidents/gateway.md')).toEqual({ kind: 'file', path: 'incidents/gateway.md' });
  expect(to('./notes%20one.md#top')).toEqual({ kind: 'file', path: 'notes one.md' });
  expect(to('../SKILL.md', 'incidents/gateway.md')).toEqual({ kind: 'file', path: 'SKILL.md' });
  expect(to('/SKILL.md', 'incidents/gateway.md')).toEqual({ kind: 'file', path: 'SKILL.md' });
});

it('lets web and mail addresses out and nothing else', () => {
  expect(to('https://example.org/a').kind).toBe('external');
  expect(to('mailto:a@example.org').kind).toBe('external');
  for (const href of [
    'javascript:alert(1)',
    'data:text/html,x',
    '//example.org',
    'missing.md',
    '../../etc/passwd',
    '%E0%A4%A',
    undefined,
    '',
  ])
    expect(to(href).kind).toBe('dead');
});
