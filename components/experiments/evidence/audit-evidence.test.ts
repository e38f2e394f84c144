import { expect, it } from 'vitest';
import { sampleAudit } from '../audit/sample-audit.ts';
import { EVIDENCE } from '../evidence-key.ts';
import { auditEvidence } from './audit-evidence.ts';

const audit = sampleAudit([12, 9, 9, 6]);
const at = (...indices: number[]) => indices.flatMap((index) => [1, 2, 3].map((seed) => `${seed}/${index}`));

it('stands behind each part with the runs at its two points, and behind the whole with those at its ends', () => {
  const incident = auditEvidence(audit, EVIDENCE.audit('devops', 'incident'));
  expect(incident?.value).toBe('−25 % (the same every time)');
  expect(incident?.rowIds.toSorted()).toEqual(at(0, 1).toSorted());
  const total = auditEvidence(audit, EVIDENCE.audit('all', 'total'));
  expect(total?.says[0]).toContain('From 12 to 6 a run');
  expect(total?.rowIds.toSorted()).toEqual(at(0, 3).toSorted());
});

it('knows no other figure', () => {
  expect(auditEvidence(audit, EVIDENCE.audit('all', 'luck'))).toBeNull();
  expect(auditEvidence(audit, EVIDENCE.calls(0))).toBeNull();
});
