import { wordsOf } from '../../transcript/words.ts';
import { type Facts, latestStatus, type ServiceFacts } from '../facts.ts';
import { type Hypothesis, weigh } from '../hypothesis.ts';
import { isWell } from '../parse-status.ts';
import type { LogLine } from '../parse-logs.ts';
import type { Setting } from '../parse-config.ts';

const SWITCH = /^(?:flag|flags|rollout|feature|features|experiment|canary|toggle)\b/;
const ON = /\b(?:on|true|enabled|new|variant|treatment)\b/i;
const OFF = /\b(?:off|false|disabled|old|control)\b/i;

const isOn = ({ raw }: Setting): boolean => raw === true || (typeof raw === 'number' && raw > 0);

/** The part of a switch's key that names the feature. */
const featureOf = (key: string): string =>
  key
    .split('.')
    .at(-1)
    ?.replace(/^(?:flag|rollout|feature|enable)_/, '') ?? key;

const about = ({ text }: Pick<LogLine, 'text'>, { key }: Setting): boolean => {
  const feature = featureOf(key);
  const words = wordsOf(feature);
  return [feature, words.join(' '), words.join('-')].some((name) => text.includes(name));
};

/** Failing lines that say in which state of a feature they happened: with it on, and with it off. */
function splitByState(service: ServiceFacts, setting: Setting): { on: number; off: number } {
  const feature = featureOf(setting.key);
  const lines = (service.log ?? []).filter(
    (line) => line.failed && (about(line, setting) || line.signals.includes('switched')),
  );
  const state = ({ text }: LogLine): 'on' | 'off' | null => {
    const near =
      new RegExp(`${feature.replaceAll(/\W/g, '.')}\\W{0,3}(?:is |was |=|: ?)?\\W{0,2}(\\w+)`, 'i').exec(
        text,
      )?.[1] ?? '';
    if (OFF.test(near)) return 'off';
    if (ON.test(near)) return 'on';
    if (
      /\b(?:flag|feature|rollout|variant)\W+(?:is )?(?:off|false|disabled)|without (?:the )?(?:flag|feature)/i.test(
        text,
      )
    )
      return 'off';
    return about({ text }, setting) || ON.test(text) ? 'on' : null;
  };
  const states = lines.map(state);
  return {
    on: states.filter((one) => one === 'on').length,
    off: states.filter((one) => one === 'off').length,
  };
}

function judge(service: ServiceFacts, facts: Facts, setting: Setting): Hypothesis {
  const { on, off } = splitByState(service, setting);
  const report = latestStatus(facts, service.name);
  const changed = (service.log ?? []).find((line) => line.level === 'INFO' && about(line, setting));
  return {
    cause: 'bad-switch',
    service: service.name,
    dependency: null,
    change: { key: setting.key, from: String(setting.raw), to: setting.raw === true ? 'false' : '0' },
    claim: `requests of ${service.name} fail with \`${setting.key}\` = ${setting.raw}${off === 0 ? ' and not without it' : ''}`,
    ...weigh([
      { weight: 1, text: `\`${setting.key}\` is on (${setting.raw})` },
      changed !== undefined && { weight: 1, text: `the log says "${changed.text.slice(0, 80)}"` },
      on > 0 && off === 0 && { weight: 3, text: `all ${on} failures that name it happened with it on` },
      off > 0 && { weight: -5, text: `${off} failures happened with it off` },
      report !== undefined &&
        (isWell(report)
          ? { weight: -3, text: `${service.name} works all the same` }
          : { weight: 1, text: '' }),
    ]),
  };
}

/** A feature that was switched on, and with which requests fail. */
export const badSwitch = (facts: Facts): Hypothesis[] =>
  [...facts.services.values()].flatMap((service) =>
    (service.settings ?? [])
      .filter((setting) => SWITCH.test(wordsOf(setting.key).join(' ')) && isOn(setting))
      .map((setting) => judge(service, facts, setting)),
  );
