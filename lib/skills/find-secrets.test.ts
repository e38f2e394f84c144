import { describe, expect, it } from 'vitest';
import { findSecrets, redactSecrets } from './find-secrets.ts';

// Put together at run time, so that no scanner takes this file for a leak.
const join = (...parts: string[]) => parts.join('');

describe('findSecrets', () => {
  it.each([
    ['API key', join('Use ', 'sk-live-', '0123456789abcdef', ' for it.')],
    ['API key', join('gh', 'p_', 'a1B2c3D4e5F6g7H8i9J0')],
    ['access key', join('AK', 'IA', 'IOSFODNN7EXAMPLE')],
    ['signed token', join('ey', 'JhbGciOiJIUzI1NiJ9', '.', 'eyJzdWIiOiIxIn0', '.', 'abc123')],
    ['password in an address', 'postgres://admin:s3cr3t@db/orders'],
    ['bearer token', join('Authorization: Bearer ', 'a8f3kd92mslq0z')],
    ['credential', 'password: hunter22'],
    ['credential', 'The API key is "Zx81-kk20-Qp77".'],
    ['credential', 'DB_PASSWORD=Tr0ub4dor&3'],
    ['private key', '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----'],
  ])('finds a %s', (kind, text) => {
    expect(findSecrets(text).map((span) => span.kind)).toEqual([kind]);
  });

  it.each([
    'The token is expired; renew it.',
    'password: required',
    'Set API_KEY=<your key> or API_KEY=${API_KEY}.',
    'The secret is mounted at /etc/secrets.',
    'token: token_ttl_ms',
    'Credentials: see credentials.md',
    'Rotate the token: 2026-11-22.',
    'The stored password was [redacted].',
    'A bearer token that has expired answers 401.',
    'The stored credential is v42, the loaded one is v41.',
    'sk-learn-based-model is slow',
  ])('leaves prose alone: %s', (text) => {
    expect(findSecrets(text)).toEqual([]);
  });

  it('blanks what it finds and nothing else', () => {
    expect(redactSecrets('password: hunter22, then restart the service with token=abc123def456.')).toEqual({
      text: 'password: [redacted], then restart the service with token=[redacted]',
      count: 2,
    });
  });

  it('blanks only where it is asked to', () => {
    const text = 'password: hunter22\npassword: hunter33';
    expect(redactSecrets(text, ({ start }) => start > 18).text).toBe(
      'password: hunter22\npassword: [redacted]',
    );
  });
});
