import type { ExperimentRow } from '#lib/protocol/experiment.ts';
import { orderRows } from './order-rows.ts';

type Cell = string | number | boolean | null;

const COLUMNS: readonly (readonly [string, (row: ExperimentRow) => Cell])[] = [
  ['run_id', ({ id }) => id],
  ['block', ({ block }) => block],
  ['attempt', ({ attempt }) => attempt],
  ['scenario', ({ scenarioId }) => scenarioId],
  ['class', (row) => row.class],
  ['seed', ({ seed }) => seed],
  ['arm', ({ arm }) => arm],
  ['distillation', ({ distillationId }) => distillationId],
  ['model', ({ model }) => model],
  ['infrastructure_error', ({ infrastructureError }) => infrastructureError],
  ['error', ({ error }) => error?.code ?? null],
  ['verified', ({ verified }) => verified],
  ['harmful', ({ harmful }) => harmful],
  ['claimed', ({ claimed }) => claimed],
  ['calls', ({ calls }) => calls],
  ['devops_calls', ({ devopsCalls }) => devopsCalls],
  ['skill_calls', ({ skillCalls }) => skillCalls],
  ['turns', ({ turns }) => turns],
  ['input_tokens', ({ inputTokens }) => inputTokens],
  ['output_tokens', ({ outputTokens }) => outputTokens],
  ['cost_usd', ({ cost }) => cost],
  ['ticks_to_mitigate', ({ ticksToMitigate }) => ticksToMitigate],
  ['error_budget', ({ errorBudget }) => errorBudget],
  ['diagnosis', ({ diagnosis }) => diagnosis],
  ['offered', ({ funnel }) => funnel?.offered ?? null],
  ['listed', ({ funnel }) => funnel?.listed ?? null],
  ['opened', ({ funnel }) => funnel?.opened ?? null],
  ['followed', ({ funnel }) => funnel?.followed ?? null],
  ['active_ms', ({ activeMs }) => activeMs],
];

/** One line per run, in the order of places; `note` is a comment in front of the header. RFC 4180 but for that comment. */
export function rowsCsv(rows: readonly ExperimentRow[], note: string | null): string {
  const lines = [
    ...(note === null ? [] : [`# ${note}`]),
    COLUMNS.map(([name]) => name).join(','),
    ...orderRows(rows).map((row) => COLUMNS.map(([, read]) => cell(read(row))).join(',')),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

/** Empty for what is unknown. A text that a spreadsheet would take for a formula gets an apostrophe. */
function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
