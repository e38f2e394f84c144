import type { AuditCount } from './audit/read-audit.ts';
import type { RatioOutcome } from '#lib/stats/analysis/analysis-rules.ts';
import type { CostUnit } from '#lib/stats/analysis/measure-pay-back.ts';
import type { Funnel, FunnelStep } from '#lib/stats/analysis/measure-funnel.ts';
import type { ArmSummary } from '#lib/stats/analysis/summarise-arms.ts';

/** Name of a figure of an analysis, short enough for an address. Contrasts are numbered as the analysis lists them, 0 is the headline. */
const key = (...parts: (string | number)[]): string =>
  parts.map((part) => encodeURIComponent(part)).join('~');

export const EVIDENCE = {
  success: (contrast: number) => key('success', contrast),
  calls: (contrast: number) => key('calls', contrast),
  devopsCalls: (contrast: number) => key('devops', contrast),
  harm: (contrast: number) => key('harm', contrast),
  secondary: (contrast: number, outcome: RatioOutcome) => key('secondary', contrast, outcome),
  scenario: (contrast: number, outcome: 'calls' | 'success', scenarioId: string) =>
    key('scenario', contrast, outcome, scenarioId),
  arm: (arm: string, on: ArmSummary['on'], measure: 'success' | 'harm' | 'calls' | `pass${number}`) =>
    key('arm', arm, on, measure),
  funnel: (arm: string, on: Funnel['on'], step: FunnelStep) => key('funnel', arm, on, step),
  payBack: (unit: CostUnit) => key('payback', unit),
  sensitivity: (index: number) => key('sensitivity', index),
  falseVerdicts: () => key('false-verdicts'),
  next: () => key('next'),
  learning: (distillationId: string) => key('learning', distillationId),
  /** A figure of one of several models, whichever the page shows. */
  ofModel: (model: string, figure: string) => `${key('model', model)}~${figure}`,
  audit: (count: AuditCount, part: string) => key('audit', count, part),
  errors: () => key('errors'),
  excluded: () => key('excluded'),
} as const;

export const readEvidenceKey = (text: string): string[] => text.split('~').map(safeDecode);

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
