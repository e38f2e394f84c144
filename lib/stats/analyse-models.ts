import { analysePaired, type PairedAnalysis } from './analyse-paired.ts';
import type { VerdictCode } from './analysis/decide-verdict.ts';
import type { AnalysisRules } from './analysis/analysis-rules.ts';
import type { LearningCost } from './analysis/measure-pay-back.ts';
import type { RunRow } from './analysis/run-row.ts';
import type { FalseVerdictRate } from './false-verdict-rate.ts';

export interface ModelsAnalysis {
  verdict: { code: VerdictCode; sentence: string };
  models: ModelAnalysis[];
}

export interface ModelAnalysis {
  model: string;
  analysis: PairedAnalysis;
  /** The declared rule on this model's runs with the arms relabelled; null without pairs. */
  falseVerdicts?: FalseVerdictRate | null;
}

/**
 * The claim "across models": each model is analysed alone, and all must agree. A verdict that every model has to pass at level α is itself
 * at level α (intersection-union, Berger 1982). One model that is hurt is enough for HURTS. Speaks of the models tested, no others.
 */
export function analyseModels(
  rows: readonly RunRow[],
  rules: AnalysisRules,
  learningCost: LearningCost | null = null,
): ModelsAnalysis {
  const names = [...new Set(rows.map(({ model }) => model))];
  const models = names.map((model) => ({
    model,
    analysis: analysePaired({
      rows: rows.filter((row) => row.model === model),
      rules,
      ...(learningCost ? { learningCost } : {}),
    }),
  }));
  const codes = models.map(({ analysis }) => analysis.verdict.code);
  const hurt = models.filter(({ analysis }) => analysis.verdict.code === 'hurts').map(({ model }) => model);
  const list = names.join(', ');
  const all = (code: VerdictCode) => codes.length > 1 && codes.every((each) => each === code);
  const verdict = (code: VerdictCode, sentence: string) => ({ verdict: { code, sentence }, models });
  if (hurt.length > 0) return verdict('hurts', `The skill hurts with ${hurt.join(', ')}.`);
  if (all('helps')) return verdict('helps', `The skill helps with every model tested: ${list}.`);
  if (all('no_difference'))
    return verdict(
      'no_difference',
      `The skill makes no difference that matters with any model tested: ${list}.`,
    );
  if (codes.length < 2) return verdict('cannot_tell', 'A claim across models needs at least two models.');
  const open = models
    .filter(({ analysis }) => analysis.verdict.code === 'cannot_tell')
    .map(({ model }) => model);
  return verdict(
    'cannot_tell',
    open.length > 0 ? `No verdict yet with ${open.join(', ')}.` : `The models do not agree: ${list}.`,
  );
}
