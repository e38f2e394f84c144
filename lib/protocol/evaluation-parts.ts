import type { EvaluationPartName } from './evaluation.ts';

/** The parts of a verdict in the order in which they are shown. In a file of its own, so that the browser gets it without zod. */
export const EVALUATION_PARTS: readonly { name: EvaluationPartName; title: string }[] = [
  { name: 'slo', title: 'Service level holds' },
  { name: 'cause', title: 'Cause is gone' },
  { name: 'collateral', title: 'Nothing else broke' },
  { name: 'noop', title: 'Left alone what was sound' },
];
