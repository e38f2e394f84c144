import { getExperimentOptions } from '#lib/server/get-experiment-options.ts';
import { handleRoute } from '#lib/server/handle-route.ts';

export const GET = () => handleRoute(() => getExperimentOptions());
