import { AREAS, type ConformanceCase } from './conformance-case.ts';
import type { CaseResult } from './run-case.ts';

export interface TriedCase {
  tried: Pick<ConformanceCase, 'area' | 'route' | 'behaviour'>;
  result: CaseResult;
}

const SIGNS: Record<CaseResult['outcome'], string> = { passed: '✓', failed: '✗', not_applicable: '–' };

const rowOf = ({ tried, result }: TriedCase, width: number): string => {
  const row = `  ${SIGNS[result.outcome]} ${tried.route.padEnd(width)}  ${tried.behaviour}`;
  return result.outcome === 'passed' ? row : `${row}\n      ${result.reason}`;
};

/** The table of route × behaviour, area by area. */
export function renderTable(all: readonly TriedCase[]): string {
  const width = Math.max(0, ...all.map(({ tried }) => tried.route.length));
  const blocks = AREAS.map((area) => {
    const rows = all.filter(({ tried }) => tried.area === area).map((each) => rowOf(each, width));
    return rows.length === 0 ? '' : `\n${area}\n${rows.join('\n')}`;
  });
  return blocks.filter((block) => block !== '').join('\n');
}

/** How many there are of each outcome. */
export function countOutcomes(all: readonly TriedCase[]): Record<CaseResult['outcome'], number> {
  const count = (outcome: CaseResult['outcome']) =>
    all.filter(({ result }) => result.outcome === outcome).length;
  return { passed: count('passed'), failed: count('failed'), not_applicable: count('not_applicable') };
}

/** `180 behaviours of 70 routes: 176 ✓, 0 ✗, 4 –` */
export function summarise(all: readonly TriedCase[]): string {
  const routes = new Set(all.map(({ tried }) => tried.route)).size;
  const { passed, failed, not_applicable } = countOutcomes(all);
  return `${all.length} behaviours of ${routes} routes: ${passed} ✓, ${failed} ✗, ${not_applicable} –`;
}
