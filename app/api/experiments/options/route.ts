import { getExperimentOptions } from '#lib/server/experiments/get-experiment-options.ts';
import { handleRoute } from '#lib/server/http/handle-route.ts';

export const GET = () => handleRoute(() => getExperimentOptions());
