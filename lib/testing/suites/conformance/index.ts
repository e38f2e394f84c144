export { conformanceCases } from './all-cases.ts';
export { AREAS, nameOf, type Area, type ConformanceCase } from './conformance-case.ts';
export type { Target } from './open-api.ts';
export { countOutcomes, renderTable, summarise, type TriedCase } from './render-report.ts';
export { runCase, type CaseResult } from './run-case.ts';
