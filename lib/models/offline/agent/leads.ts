import { type Blame, statesReason } from '../incident/trail.ts';

export { type Blame as Lead, blamedBy as leadsFrom, looksTroubled } from '../incident/trail.ts';

/** Whether a log says of a service in which way it fails its caller: it is slow, refuses, rejects. */
export const namedAsSlow = ({ lines }: Blame): boolean => lines.some(statesReason);
