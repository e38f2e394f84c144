import { roundUp, spell, spellingOf } from '../../transcript/quantity.ts';
import { wordsOf } from '../../transcript/words.ts';
import type { ServiceFacts } from '../facts.ts';
import type { Change } from '../hypothesis.ts';
import type { Setting } from '../parse-config.ts';

/** Settings of a service whose key, read as words, speaks of this. */
export const settingsAbout = (service: ServiceFacts | undefined, about: RegExp): Setting[] =>
  (service?.settings ?? []).filter(({ key }) => about.test(wordsOf(key).join(' ')));

export const amountOf = ({ quantity }: Setting): number => quantity?.value ?? Number.NaN;

/** Settings about something whose value is a number. */
export const numbersAbout = (service: ServiceFacts | undefined, about: RegExp): Setting[] =>
  settingsAbout(service, about).filter(({ quantity, raw }) => quantity !== null && typeof raw !== 'boolean');

/** Writes an amount of base units as the setting spells its own; `exact` leaves it as it is. */
export function changeTo({ key, raw }: Setting, amount: number, rounding: 'up' | 'exact' = 'up'): Change {
  const spelling = typeof raw === 'boolean' ? null : spellingOf(key, raw);
  const wanted = rounding === 'up' ? roundUp(amount) : amount;
  return { key, from: String(raw), to: spelling ? spell(wanted, spelling) : String(Math.ceil(wanted)) };
}
