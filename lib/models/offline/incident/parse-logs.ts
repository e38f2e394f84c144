import { timesIn } from '../transcript/quantity.ts';
import { isPassedOn, type Signal, signalsIn } from './signals.ts';

/** A value that a log says was changed. */
export interface LoggedChange {
  key: string;
  from: string;
  to: string;
}

export interface LogLine {
  time: string;
  level: 'ERROR' | 'WARN' | 'INFO';
  text: string;
  signals: readonly Signal[];
  /** The line reports something that did not work, rather than something that was slow or went well. */
  failed: boolean;
  /** The line only hands on what another service reported. */
  passedOn: boolean;
  /** Times that the line mentions, in ms. */
  times: number[];
  /** `host:port` pairs that the line mentions. */
  targets: { host: string; port: number }[];
  change: LoggedChange | null;
}

const LINE = /^(\d{4}-\S+(?: \d\d:\S+)?)\s+\[?(ERROR|FATAL|CRITICAL|WARN|WARNING|INFO|DEBUG)\]?:?\s+(.*)$/;
const FAILED =
  /\b5\d\d\b|\b429\b|fail|refus|timed? ?out|error|unreachable|abort|reject|could not|did not|gave up|no such|not healthy/i;
const CHANGE =
  /\b([a-z][\w.-]*[_.][\w.-]+|[a-z]+)\b[^\w]*(?:was |has been |is now )?(?:changed |updated |set |went )?(?:from )([\w.:/%-]+) (?:to|->|→) ([\w.:/%-]+)/i;

const levelOf = (word: string): LogLine['level'] =>
  /ERROR|FATAL|CRITICAL/.test(word) ? 'ERROR' : word.startsWith('WARN') ? 'WARN' : 'INFO';

function parseLine(line: string): LogLine | null {
  const match = LINE.exec(line.trim());
  if (!match) return null;
  const [, time = '', word = '', text = ''] = match;
  const change = CHANGE.exec(text);
  const level = levelOf(word);
  return {
    time,
    level,
    text,
    signals: signalsIn(text),
    failed: level === 'ERROR' || (level === 'WARN' && FAILED.test(text)),
    passedOn: isPassedOn(text),
    times: timesIn(text),
    targets: [...text.matchAll(/([a-z][\w.-]*):(\d{2,5})\b/gi)].map((found) => ({
      host: found[1] ?? '',
      port: Number(found[2]),
    })),
    change: change
      ? { key: change[1] ?? '', from: change[2] ?? '', to: (change[3] ?? '').replace(/[.,]$/, '') }
      : null,
  };
}

/** Reads the answer of check_logs, newest line first. */
export const parseLogs = (text: string): LogLine[] =>
  text.split('\n').flatMap((line) => {
    const parsed = parseLine(line);
    return parsed ? [parsed] : [];
  });
