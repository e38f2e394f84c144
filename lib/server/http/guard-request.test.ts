import { describe, expect, it } from 'vitest';
import { guardRequest } from './guard-request.ts';

function ask(
  options: { host?: string; origin?: string; method?: string; path?: string; authorization?: string },
  env: Record<string, string> = {},
) {
  const headers = new Headers({ host: options.host ?? '127.0.0.1:3000' });
  if (options.origin) headers.set('origin', options.origin);
  if (options.authorization) headers.set('authorization', options.authorization);
  const request = new Request(`http://127.0.0.1:3000${options.path ?? '/api/runs'}`, {
    method: options.method ?? 'GET',
    headers,
  });
  return guardRequest(request, env)?.status ?? 'passed';
}

describe('guardRequest', () => {
  it('answers to loopback names and refuses a foreign name that resolves here', () => {
    expect(ask({ host: 'localhost:3000' })).toBe('passed');
    expect(ask({ host: '[::1]:3000' })).toBe('passed');
    expect(ask({ host: 'evil.example:3000' })).toBe(421);
    expect(ask({ host: 'lab.example' }, { LAB_ALLOWED_HOSTS: 'lab.example' })).toBe('passed');
  });

  it('refuses writes that another origin sends, and lets the own page write', () => {
    expect(ask({ method: 'POST', origin: 'http://evil.example' })).toBe(403);
    expect(ask({ method: 'POST', origin: 'null' })).toBe(403);
    expect(ask({ method: 'POST', origin: 'http://127.0.0.1:3000' })).toBe('passed');
    expect(ask({ method: 'POST' })).toBe('passed');
  });

  it('asks for the password when one is set, except where keys guard the door', () => {
    const env = { LAB_PASSWORD: 'correct horse battery' };
    expect(ask({}, env)).toBe(401);
    expect(ask({ authorization: `Basic ${Buffer.from('me:wrong').toString('base64')}` }, env)).toBe(401);
    expect(
      ask({ authorization: `Basic ${Buffer.from('me:correct horse battery').toString('base64')}` }, env),
    ).toBe('passed');
    expect(ask({ authorization: 'Bearer wrong' }, env)).toBe(401);
    expect(ask({ path: '/acontext/api/v1/ping' }, env)).toBe('passed');
  });
});
