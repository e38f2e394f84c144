'use client';

import type {
  ExperimentListBody,
  ExperimentOptions,
  ExperimentRowsBody,
} from '#lib/protocol/experiment-http.ts';
import type { ExperimentState, ExperimentView } from '#lib/protocol/experiment.ts';
import type { ExperimentAnalysis } from '#lib/stats/experiment-analysis.ts';
import { EXPERIMENTS } from './experiment-paths.ts';
import { useApi, type Answer } from './use-api.ts';

const MOVING = new Set<ExperimentState>(['running', 'pausing', 'cancelling']);
/** Something happens by itself, so that the page has to ask again. */
export const isMoving = (state: ExperimentState): boolean => MOVING.has(state);

export const useExperiments = (
  query: Record<string, string | undefined>,
  fallback?: ExperimentListBody,
): Answer<ExperimentListBody> =>
  useApi(EXPERIMENTS.listed(query), fallback, (body) =>
    body?.experiments.some(({ status }) => isMoving(status.state)) ? 2000 : 0,
  );
export const useExperiment = (experimentId: string, fallback?: ExperimentView): Answer<ExperimentView> =>
  useApi(EXPERIMENTS.one(experimentId), fallback, (view) =>
    view && isMoving(view.summary.status.state) ? 1000 : 0,
  );
/** null asks nothing: the figures are for after the end. */
export const useExperimentAnalysis = (experimentId: string | null): Answer<ExperimentAnalysis> =>
  useApi(experimentId === null ? null : EXPERIMENTS.analysis(experimentId));
export const useExperimentRows = (experimentId: string | null): Answer<ExperimentRowsBody> =>
  useApi(experimentId === null ? null : EXPERIMENTS.rows(experimentId));
export const useExperimentOptions = (fallback?: ExperimentOptions): Answer<ExperimentOptions> =>
  useApi(EXPERIMENTS.options, fallback);
