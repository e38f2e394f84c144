import { wordsOf } from '../../transcript/words.ts';
import { type Facts, latestStatus, serviceOf, type ServiceFacts } from '../facts.ts';
import { type Hypothesis, weigh } from '../hypothesis.ts';
import { readingOf, type StatusReport } from '../parse-status.ts';
import type { Setting } from '../parse-config.ts';
import { amountOf, changeTo } from './setting-words.ts';

const FULL = 93;
/** What a volume should be filled to, in percent, after the cut. */
const ROOMY = 60;
const KEEPS =
  /\b(?:retention|keep|max files|files max|history|snapshots?|backups?|archive|max (?:size|gb)|rotate)\b/;
const NOT_BYTES = /\b(?:every|interval|keep ?alive|keepalive|timeout|level)\b/;
const VERBOSE = /^(?:trace|debug|all|verbose|finest)$/i;

interface Owner {
  name: string;
  percent: number;
  where: string;
  full: number;
}

/** Whose bytes fill a volume that is full. */
function ownersOf(facts: Facts): Owner[] {
  return [...facts.services.values()].flatMap((service) => {
    const report = latestStatus(facts, service.name);
    const full = report ? diskOf(report) : null;
    if (!report || full === null || full < FULL) return [];
    const parts = report.shares
      .filter(({ label }) => /owner|volume|disk/i.test(label))
      .flatMap((share) => share.parts);
    const known = parts.filter(({ name }) => name !== 'other').toSorted((a, b) => b.percent - a.percent);
    const [first] = known.length > 0 ? known : [{ name: service.name, percent: full }];
    return first ? [{ ...first, where: service.name, full }] : [];
  });
}

const diskOf = (report: StatusReport): number | null =>
  readingOf({ ...report, fields: new Map() }, /^(?:disk|volume|storage)\b(?!.*owner)/i);

/** The part of its bytes that the owner may keep so that the volume gets roomy. */
const keepPart = ({ percent, full }: Owner): number =>
  Math.min(0.5, Math.max(0.05, (percent - (full - ROOMY)) / percent));

function changesIn(
  owner: Owner,
  service: ServiceFacts,
): { change: Hypothesis['change']; weight: number; setting: Setting }[] {
  return (service.settings ?? []).flatMap((setting) => {
    const words = wordsOf(setting.key).join(' ');
    const { key, raw } = setting;
    if (typeof raw === 'string' && /\blevel\b/.test(words) && VERBOSE.test(raw)) {
      const quiet = raw === raw.toUpperCase() ? 'INFO' : 'info';
      return [{ change: { key, from: raw, to: quiet }, weight: 2.5, setting }];
    }
    if (setting.quantity === null || typeof raw === 'boolean') return [];
    if (
      /\b(?:slow ?log|slow query|log min)\b.*/.test(words) &&
      setting.quantity.dimension === 'time' &&
      amountOf(setting) <= 0
    )
      return [{ change: changeTo(setting, 500, 'exact'), weight: 2.5, setting }];
    if (!KEEPS.test(words) || NOT_BYTES.test(words) || amountOf(setting) <= 1) return [];
    const kept = Math.max(1, Math.floor(Number.parseFloat(String(raw)) * keepPart(owner)));
    const factor = amountOf(setting) / Number.parseFloat(String(raw));
    return [{ change: changeTo(setting, kept * factor, 'exact'), weight: 2, setting }];
  });
}

/** A full volume: whoever owns most of its bytes writes or keeps too much. */
export const diskFull = (facts: Facts): Hypothesis[] =>
  ownersOf(facts).flatMap((owner) => {
    const service = serviceOf(facts, owner.name);
    if (!service) return [];
    const found = changesIn(owner, service);
    return found.flatMap(({ change, weight, setting }) => [
      {
        cause: 'disk-full' as const,
        service: owner.name,
        dependency: owner.where === owner.name ? null : owner.where,
        change,
        claim: `the volume of ${owner.where} is full, and ${owner.name} has ${owner.percent} % of it (\`${setting.key}\` = ${setting.raw})`,
        ...weigh([
          { weight: 2, text: `the volume is at ${owner.full} %` },
          { weight: 1.5, text: `${owner.name} owns ${owner.percent} % of it` },
          { weight, text: `\`${setting.key}\` = ${setting.raw} decides how much that is` },
        ]),
      },
    ]);
  });
