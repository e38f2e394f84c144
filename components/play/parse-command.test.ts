import { describe, expect, it } from 'vitest';
import { toCommand } from './commands.ts';
import { parseCommand } from './parse-command.ts';

const call = (line: string) => {
  const parsed = parseCommand(line);
  if (parsed.kind !== 'call') throw new Error(`${line} is no call: ${JSON.stringify(parsed)}`);
  return [parsed.call.tool, JSON.parse(parsed.call.arguments)];
};

describe('a line of the console', () => {
  it('becomes the call that a model would make', () => {
    expect(call('status api-gateway')).toEqual(['check_service_status', { service_name: 'api-gateway' }]);
    expect(call(' logs  api-gateway 20 ')).toEqual([
      'check_logs',
      { service_name: 'api-gateway', lines: 20 },
    ]);
    expect(call('log api-gateway')).toEqual(['check_logs', { service_name: 'api-gateway' }]);
    expect(call('config user-db')).toEqual(['read_config', { service_name: 'user-db' }]);
    expect(call('restart user-db')).toEqual(['restart_service', { service_name: 'user-db' }]);
  });

  it('sets the rest of the line as it stands, spaces and repeated words included', () => {
    const set = (line: string) => call(line)[1];
    expect(set('set gw timeout 5 s')).toEqual({ service_name: 'gw', key: 'timeout', value: '5 s' });
    expect(set('set a a a')).toEqual({ service_name: 'a', key: 'a', value: 'a' });
    expect(set('set gw routes./api/* http://b:80')).toMatchObject({
      key: 'routes./api/*',
      value: 'http://b:80',
    });
  });

  it('may be a tool by its own name, with any arguments: the tool says what is wrong with them', () => {
    expect(parseCommand('check_logs {"lines":')).toEqual({
      kind: 'call',
      call: { tool: 'check_logs', arguments: '{"lines":' },
    });
    expect(parseCommand('logs gw many')).toMatchObject({
      call: { arguments: '{"service_name":"gw","lines":"many"}' },
    });
  });

  it('that cannot be a call is told so, and costs none', () => {
    expect(parseCommand('reboot gw')).toMatchObject({
      kind: 'fault',
      message: expect.stringContaining('reboot'),
    });
    expect(parseCommand('status')).toMatchObject({
      kind: 'fault',
      message: expect.stringContaining('<service>'),
    });
    expect(parseCommand('set gw timeout')).toMatchObject({ kind: 'fault' });
    expect(parseCommand('restart gw now')).toMatchObject({ kind: 'fault' });
    expect(parseCommand('done')).toMatchObject({ kind: 'fault' });
  });

  it('may ask for help, end the run, or say nothing', () => {
    expect(parseCommand('help')).toEqual({ kind: 'help' });
    expect(parseCommand('done it was the pool')).toEqual({ kind: 'finish', message: 'it was the pool' });
    expect(parseCommand('   ')).toEqual({ kind: 'empty' });
  });

  it('is what the fields of a tool say in words', () => {
    const fields = { service: 'gw', lines: '5', key: 'timeout', value: '9' };
    expect(toCommand('logs', fields)).toBe('logs gw 5');
    expect(toCommand('set', fields)).toBe('set gw timeout 9');
    expect(toCommand('restart', fields)).toBe('restart gw');
  });
});
