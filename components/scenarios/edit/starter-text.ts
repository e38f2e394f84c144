import { stringify } from 'yaml';
import { writeScalar, type Scalar } from './edit-text.ts';
import type { Pattern } from './patterns.ts';

/** What somebody chose in the form to begin with. */
export interface Start {
  id: string;
  topology: string;
  pattern: Pattern;
  service: string;
  key: string;
  to: string;
  wrong: Scalar;
  right: Scalar;
}

/** A file to begin with: the chosen key goes wrong on the chosen topology, with gaps where only the author knows. */
export function starterText({ id, topology, pattern, service, key, to, wrong, right }: Start): string {
  const cause = stringify(pattern.cause({ service, key, to }), {
    collectionStyle: 'flow',
    lineWidth: 0,
  }).trim();
  return `# ${pattern.hint}
id: ${writeScalar(id)}
family: ${pattern.family}
class: learning
extends: ${writeScalar(topology)}
title: ${writeScalar(pattern.label)}
summary: What a reader may know; one sentence that does not tell the answer.
request: 'What your users report. About {error} of requests fail. Please find the root cause and fix it.'
services:
  ${service}:
    config:
      ${key}: ${writeScalar(wrong)}
root:
  service: ${service}
  key: ${key}${to === '' ? '' : `\n  involves: ${to}`}
  cause: ${cause}
  fix: [{ service: ${service}, key: ${key}, value: ${writeScalar(right)} }]
symptoms: []
redHerrings: []
`;
}

/** A file in which nothing is wrong yet. */
export const emptyText = (
  topology: string,
): string => `# An incident of your own. Save it as often as you like: every save is a version.
id: my-incident
extends: ${topology}
title: My incident
summary: One sentence that does not tell the answer.
request: Something is wrong. Please find the root cause and fix it.
# What differs from the topology:
services: {}
# root: null means that nothing is wrong and nothing may be changed.
root: null
symptoms: []
redHerrings: []
`;
