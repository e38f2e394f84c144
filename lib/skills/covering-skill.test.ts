import { describe, expect, it } from 'vitest';
import { coveringSkill } from './covering-skill.ts';

const INCIDENTS = {
  name: 'incident-response',
  description:
    'Procedures for diagnosing and resolving incidents of services in production: errors, timeouts, slow or failing dependencies, wrong settings. Use it when a service fails or degrades.',
  topics: [
    'SKILL.md',
    'gateway-and-http-errors.md',
    '502 errors: time limit below the latency of an upstream',
  ],
};
const USER = {
  name: 'user-general-facts',
  description:
    'Holds general facts about the user by topic: preferences, background, constraints. Use it when a lasting fact about the user becomes known or is needed.',
  topics: ['SKILL.md'],
};
const DAILY = {
  name: 'daily-logs',
  description:
    "Keeps a log of what was done and what happened, one file per day. Use it when something of the day is worth recording or when the user's memory is read or edited.",
  topics: ['SKILL.md'],
};

const covering = (name: string, description: string) =>
  coveringSkill({ name, description }, [DAILY, USER, INCIDENTS])?.name ?? null;

describe('coveringSkill', () => {
  it.each([
    ['gateway-502-timeout', 'Fix 502 errors caused by gateway upstream timeouts.', 'incident-response'],
    [
      'devops-incident-patterns',
      'Reusable patterns for diagnosing and resolving infrastructure incidents',
      'incident-response',
    ],
    ['gateway-incidents', 'How to settle errors of a gateway.', 'incident-response'],
    [
      'wrong-upstream-port',
      'What to do when a service fails with 502 errors and a wrong upstream port',
      'incident-response',
    ],
    ['user-preferences', 'Preferences of the user for reports', 'user-general-facts'],
  ])('points %s at the skill that covers it', (name, description, expected) => {
    expect(covering(name, description)).toBe(expected);
  });

  it.each([
    ['database-migrations', 'How to plan and run schema migrations of databases without downtime'],
    ['release-process', 'Steps to release services to production'],
    ['api-authentication', 'How services authenticate to the API with tokens'],
    ['team-contacts', 'Facts about people in the team'],
    ['weekly-report', 'How to write the weekly report for the management'],
    ['csv-cleaning', 'Cleaning of tables: encodings, separators, missing values'],
  ])('leaves %s alone', (name, description) => {
    expect(covering(name, description)).toBeNull();
  });

  it('knows words of other scripts', () => {
    const other = { name: 'отчёты', description: 'Правила недельных отчётов', topics: [] };
    expect(coveringSkill({ name: 'отчёты-недельных', description: 'Правила' }, [other])?.name).toBe('отчёты');
  });
});
