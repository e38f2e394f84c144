import { expect, it } from 'vitest';
import { runWithCalls } from '../testing/run-with-calls.ts';
import { callPhases } from './call-phases.ts';

const phases = (script: string[]) => callPhases(runWithCalls(script).calls);

it('orients until something deeper than the first service is looked at', () => {
  expect(phases(['skill s', 'status a', 'logs a', 'status b', 'logs b', 'status a'])).toEqual([
    'orient',
    'orient',
    'orient',
    'orient',
    'diagnose',
    'diagnose',
  ]);
});

it('calls writes a fix and the reads after them verification', () => {
  expect(phases(['logs a', 'config a', 'update a k=1', 'restart a', 'status a', 'logs a'])).toEqual([
    'orient',
    'diagnose',
    'fix',
    'fix',
    'verify',
    'verify',
  ]);
});

it('goes back to diagnosing when a failed fix sends the agent to another service', () => {
  expect(
    phases(['config a', 'restart a', 'status a', 'config a', 'config b', 'logs b', 'update b k=1']),
  ).toEqual(['diagnose', 'fix', 'verify', 'verify', 'diagnose', 'diagnose', 'fix']);
});

it('leaves the phase as it is for skill calls and unknown tools', () => {
  expect(phases(['config a', 'skill s', 'sudo', 'restart a', 'skill s'])).toEqual([
    'diagnose',
    'diagnose',
    'diagnose',
    'fix',
    'fix',
  ]);
});
