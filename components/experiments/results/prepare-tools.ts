import type { ChartTable } from '#components/charts/chart-table.ts';
import type { Stack } from '#components/charts/prepare-stacks.ts';
import { KIND } from '#components/ui/kind.ts';
import type { ToolKind } from '#lib/protocol/chat.ts';
import type { ExperimentRow } from '#lib/protocol/experiment.ts';
import type { ScenarioClass } from '#lib/stats/analysis/run-row.ts';
import { meanInterval, meanOf } from '#lib/stats/mean-interval.ts';
import type { LabelledArm } from '../arm-look.ts';
import { EVIDENCE } from '../evidence-key.ts';
import { amountText } from '#lib/stats/analysis/figure-texts.ts';
import { intervalText } from '../figures.ts';

/** Tools in the order of the bars; another one stands last. */
const TOOLS: readonly { tool: string; word: string; kind: ToolKind }[] = [
  { tool: 'check_service_status', word: 'status', kind: 'read' },
  { tool: 'check_logs', word: 'logs', kind: 'read' },
  { tool: 'read_config', word: 'config', kind: 'read' },
  { tool: 'update_config', word: 'update', kind: 'write' },
  { tool: 'restart_service', word: 'restart', kind: 'write' },
  { tool: 'get_skill', word: 'skill', kind: 'skill' },
  { tool: 'get_skill_file', word: 'file', kind: 'skill' },
];

/** Below it a t interval says next to nothing. */
const FEWEST_INCIDENTS = 3;

interface ToolsInput {
  rows: readonly ExperimentRow[];
  arms: readonly LabelledArm[];
  classes: readonly ScenarioClass[];
  level: number;
}

/** Mean calls per run by tool, arm by arm, with the interval of the whole over scenario means. As observed. */
export function prepareTools({ rows, arms, classes, level }: ToolsInput): {
  stacks: Stack[];
  table: ChartTable;
} {
  const sound = rows.filter((row) => !row.infrastructureError && classes.includes(row.class));
  const others = [...new Set(sound.flatMap(({ byTool }) => Object.keys(byTool)))]
    .filter((name) => TOOLS.every(({ tool }) => tool !== name))
    .map((tool) => ({ tool, word: tool, kind: 'unknown' as const }));
  const tools = [...TOOLS, ...others];
  const stacks = arms.flatMap((arm): Stack[] => {
    const own = sound.filter((row) => row.arm === arm.label);
    if (own.length === 0) return [];
    const parts = tools.map(({ tool, word, kind }) => ({
      id: tool,
      label: word,
      value: meanOf(own.map(({ byTool }) => byTool[tool] ?? 0)),
      fill: KIND[kind].fill,
    }));
    const scenarios = [...Map.groupBy(own, ({ scenarioId }) => scenarioId).values()];
    const { interval } = meanInterval(
      scenarios.map((members) => meanOf(members.map(({ calls }) => calls))),
      level,
    );
    // Two incidents have one degree of freedom: no interval. No count is below zero.
    const shown =
      interval && scenarios.length >= FEWEST_INCIDENTS
        ? { ...interval, low: Math.max(0, interval.low) }
        : null;
    const total = meanOf(own.map(({ calls }) => calls));
    return [
      {
        id: arm.label,
        label: arm.word,
        colour: arm.text,
        parts,
        total,
        low: shown?.low ?? null,
        high: shown?.high ?? null,
        text: `${amountText(total)} ${amountText(total) === '1' ? 'call' : 'calls'} a run${shown ? ` ${intervalText(shown, amountText)}` : ''}`,
        evidence: EVIDENCE.arm(arm.label, 'benefit', 'calls'),
      },
    ];
  });
  const used = tools.filter(({ tool }) =>
    stacks.some(({ parts }) => parts.some(({ id, value }) => id === tool && value > 0)),
  );
  return {
    stacks,
    table: {
      columns: [
        { head: 'arm' },
        ...used.map(({ tool }) => ({ head: tool, numeric: true })),
        { head: 'all calls', numeric: true },
        { head: 'low', numeric: true },
        { head: 'high', numeric: true },
      ],
      rows: stacks.map(({ id, label, parts, total, low, high, evidence }) => ({
        id,
        cells: [
          label,
          ...used.map(({ tool }) => parts.find((part) => part.id === tool)?.value ?? null),
          total,
          low,
          high,
        ],
        evidence,
      })),
    },
  };
}
