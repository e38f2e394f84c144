import { amountText, logRatioText, rateText } from '#lib/stats/analysis/figure-texts.ts';
import { AUDIT_PARTS } from '../audit/prepare-audit.ts';
import type { Audit, AuditCount } from '../audit/read-audit.ts';
import { readEvidenceKey } from '../evidence-key.ts';
import { intervalText } from '../figures.ts';
import type { Evidence } from './evidence.ts';

const COUNTED: Record<AuditCount, string> = {
  devops: 'DevOps calls as observed, whatever became of the run',
  all: 'all calls, and the cap for a run that was not verified',
};

/** What a figure of the demo audit rests on; null for a name that is none of them. */
export function auditEvidence(audit: Audit, key: string): Evidence | null {
  const [kind, count, id] = readEvidenceKey(key);
  if (kind !== 'audit' || (count !== 'devops' && count !== 'all')) return null;
  const { parts, total, means, seeds } = audit[count];
  const index = AUDIT_PARTS.findIndex((part) => part.id === id);
  const [first, middle, last] = parts;
  if (!first || !middle || !last || (index < 0 && id !== 'total')) return null;
  const part = parts[index] ?? null;
  const known = AUDIT_PARTS[index];
  const { mean, interval } = part?.estimate ?? total;
  const [from, to] = part ? [means[index], means[index + 1]] : [means[0], means.at(-1)];
  return {
    title: known ? `${known.label}: ${known.explains}` : 'Act 2 with the skill against Act 1',
    value: `${logRatioText(mean)} ${intervalText(interval, logRatioText)}`,
    says: [
      `Counted: ${COUNTED[count]}. From ${amountText(from ?? null)} to ${amountText(to ?? null)} a run on average.`,
      `For each of ${seeds} seeds the log of the later over the earlier; their mean, as percent.`,
      ...(part?.share == null ? [] : [`Its log ratio is ${rateText(part.share)} of the total’s.`]),
    ],
    methods: ['change_along'],
    rowIds: part?.rowIds ?? [...first.rowIds, ...last.rowIds].filter((row) => !middle.rowIds.includes(row)),
    ...(id === 'skill' || id === 'total' ? { learned: 'all' } : {}),
  };
}
