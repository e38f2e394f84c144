import type { WorldSnapshot } from '#lib/protocol/world-snapshot.ts';

type Link = WorldSnapshot['links'][number];

/** Below this share a link is drawn as sound; the simulation always loses a request here and there. */
const FAILING = 0.01;
const THINNEST = 1.25;
const THICKEST = 5;

export interface LinkLook {
  fails: boolean;
  errorRate: number;
  /** Requests per second; null where the log does not say. */
  load: number | null;
  /** Stroke width in px: its area grows with the load, as a share of the busiest link. */
  width: number;
}

/** How each link of a world is drawn, wherever it is drawn. */
export function linkLooks(world: Pick<WorldSnapshot, 'links'>): (from: string, to: string) => LinkLook {
  const busiest = Math.max(0, ...world.links.map(({ requestsPerSecond = 0 }) => requestsPerSecond));
  const looks = new Map(world.links.map((link) => [`${link.from}>${link.to}`, lookOf(link, busiest)]));
  return (from, to) =>
    looks.get(`${from}>${to}`) ?? { fails: false, errorRate: 0, load: null, width: THINNEST };
}

function lookOf({ errorRate, requestsPerSecond }: Link, busiest: number): LinkLook {
  const share = requestsPerSecond === undefined || busiest === 0 ? 0 : requestsPerSecond / busiest;
  return {
    fails: errorRate >= FAILING,
    errorRate,
    load: requestsPerSecond ?? null,
    width: THINNEST + (THICKEST - THINNEST) * Math.sqrt(share),
  };
}
