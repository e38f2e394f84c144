import 'server-only';
import { countLeftovers } from '#lib/protocol/leftover-counts.ts';
import type { LeftoversBody } from '#lib/protocol/leftovers.ts';
import type { Remote } from '#lib/store/index.ts';
import { getLab } from '../lab/get-lab.ts';
import type { Lab } from '../lab/lab.ts';
import { isSamePlace, placeId, placeLabel } from './remote-place.ts';
import { countBusyRuns, remoteUsage } from './remote-usage.ts';

const SHOWN_FAILURES = 20;

/** What the lab created in Acontext and has not removed, by where it is and whether anything needs it. No network. */
export async function getLeftovers(): Promise<LeftoversBody> {
  const lab = await getLab();
  return leftoversOf(lab);
}

export async function leftoversOf(lab: Lab): Promise<LeftoversBody> {
  const all = await lab.store.remotes.list();
  const here = all.filter(({ place }) => isSamePlace(place, lab.place));
  const used = await remoteUsage(lab);
  const kept = used.filter(({ remote }) => remote.state !== 'doomed');
  const pick = (isUnused: boolean) =>
    countLeftovers(kept.filter(({ usage }) => (usage === 'unused') === isUnused).map(({ remote }) => remote));
  const failed = here.filter(({ state, problem }) => state === 'doomed' && problem !== null);
  return {
    server: placeLabel(lab.place),
    inUse: pick(false),
    unused: pick(true),
    busyRuns: await countBusyRuns(lab),
    cleanUp: {
      gone: here.filter(({ state }) => state === 'gone').length,
      left: here.filter(({ state, problem }) => state === 'doomed' && problem === null).length,
      failed: failed.length,
    },
    failures: failed
      .slice(0, SHOWN_FAILURES)
      .flatMap(({ kind, id, runId, problem }) => (problem ? [{ kind, id, runId, problem }] : [])),
    elsewhere: elsewhereOf(lab, all),
  };
}

function elsewhereOf(lab: Lab, all: readonly Remote[]): LeftoversBody['elsewhere'] {
  const others = all.filter(({ place, state }) => state !== 'gone' && !isSamePlace(place, lab.place));
  const groups = Map.groupBy(others, ({ place }) => placeId(place));
  return [...groups].flatMap(([id, remotes]) => {
    const [first] = remotes;
    if (!first) return [];
    const { server } = first.place;
    return {
      placeId: id,
      server: placeLabel(first.place),
      // Of what was created before servers were noted, the present one is the likeliest.
      isSameServer: server === lab.place.server || server === '',
      counts: countLeftovers(remotes),
    };
  });
}
