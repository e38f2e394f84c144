import { describe, expect, it } from 'vitest';
import { parseEnv } from './parse-env.ts';

function config(env: Record<string, string>) {
  const parsed = parseEnv(env);
  if (!parsed.ok) throw new Error(parsed.mistakes.join('\n'));
  return parsed.config;
}

function mistakes(env: Record<string, string>) {
  const parsed = parseEnv(env);
  return parsed.ok ? [] : parsed.mistakes;
}

describe('parseEnv', () => {
  it('needs nothing: without variables everything is embedded and bound to loopback', () => {
    expect(config({})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      openai: null,
      acontext: null,
      learningModel: 'offline',
    });
  });

  it('treats an empty variable as one that is not set', () => {
    expect(config({ OPENAI_API_KEY: '', ACONTEXT_API_KEY: ' ' })).toMatchObject({
      openai: null,
      acontext: null,
    });
  });

  it('tells the cloud from a self-hosted Acontext', () => {
    expect(config({ ACONTEXT_API_KEY: 'sk-ac-x' }).acontext?.kind).toBe('cloud');
    expect(
      config({ ACONTEXT_API_KEY: 'sk-ac-x', ACONTEXT_BASE_URL: 'http://localhost:8029/api/v1' }).acontext
        ?.kind,
    ).toBe('self-hosted');
  });

  it('accepts a server without keys when its model is named', () => {
    expect(
      config({ OPENAI_BASE_URL: 'http://localhost:11434/v1', OPENAI_MODEL: 'local' }).openai?.model,
    ).toBe('local');
  });

  it('says one line per mistake, each naming its variable', () => {
    const lines = mistakes({ PORT: 'seventy', DATABASE_URL: 'mysql://x', LEARNING_MODEL: 'magic' });
    expect(lines).toHaveLength(3);
    expect(lines.join('\n')).toMatch(
      /PORT must be a port.*\nDATABASE_URL must begin.*\nLEARNING_MODEL must be/s,
    );
  });

  it('refuses to listen beyond loopback without a password and an own Acontext key', () => {
    const lines = mistakes({ HOST: '0.0.0.0' }).join('\n');
    expect(lines).toContain('LAB_PASSWORD');
    expect(lines).toContain('EMBEDDED_ACONTEXT_KEY');
  });

  it('names the partner of a variable that cannot stand alone', () => {
    expect(mistakes({ ACONTEXT_BASE_URL: 'http://localhost:8029/api/v1' })[0]).toContain('ACONTEXT_API_KEY');
    expect(mistakes({ OPENAI_BASE_URL: 'http://localhost:1/v1' })[0]).toContain('OPENAI_MODEL');
    expect(mistakes({ OPENAI_API_KEY: 'k', OPENAI_PRICE_INPUT: '2' })[0]).toContain('OPENAI_PRICE_OUTPUT');
  });
});
