import type { z } from 'zod';

/** A schema's complaint as a sentence for the author of a file. */
export function wordIssue(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? 'something is missing here: ' + (KINDS[issue.expected] ?? issue.expected)
        : `this must be ${KINDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `this must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `this must ${MEASURES[issue.origin] ?? 'be'} ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${UNITS[issue.origin] ?? ''}`;
    case 'too_big':
      return `this must ${MEASURES[issue.origin] ?? 'be'} ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${UNITS[issue.origin] ?? ''}`;
    case 'invalid_key':
      return 'this name is not allowed: lower case letters, digits and hyphens';
    case 'invalid_union':
      return wordUnion(issue);
    default:
      return issue.message;
  }
}

/** A map whose kind nobody knows. */
function wordUnion(issue: z.core.$ZodIssueInvalidUnion): string {
  const known = /Expected (.*)$/.exec(issue.message)?.[1]?.replaceAll(/'/g, '').replaceAll(' | ', ', ');
  return known === undefined
    ? 'none of the forms that are allowed here fits'
    : `there is no such kind; there are ${known}`;
}

const KINDS: Readonly<Record<string, string>> = {
  object: 'a map of keys and values',
  record: 'a map of keys and values',
  array: 'a list',
  tuple: 'a list of two numbers',
  string: 'a text',
  number: 'a number that is finite',
  int: 'a whole number',
  boolean: 'true or false',
};
const MEASURES: Readonly<Record<string, string>> = {
  string: 'have',
  array: 'have',
  map: 'have',
  set: 'have',
};
const UNITS: Readonly<Record<string, string>> = { string: ' characters', array: ' entries' };
