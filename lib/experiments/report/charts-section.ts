import { forestLines } from '#lib/stats/analysis/forest-lines.ts';
import { meanOf } from '#lib/stats/mean-interval.ts';
import { pointsScale, rateScale, ratioScale } from '#lib/utils/scale.ts';
import { amountText } from '#lib/stats/analysis/figure-texts.ts';
import { estimateText, logRatioText, pointsText, rateText } from './figures.ts';
import { intervalChart, type ChartMark } from './interval-chart.ts';
import { markup, type Markup } from './markup.ts';
import type { ReportData } from './report-input.ts';
import { reportTable } from './report-table.ts';
import { stackChart, type StackBar } from './stack-chart.ts';

export function chartsSection(data: ReportData): Markup {
  const harm = harmOf(data);
  const scenarios = new Set(data.paired.contrasts[0]?.calls.units.map(({ scenarioId }) => scenarioId));
  const single =
    scenarios.size === 1 ? ' There is one scenario, so its line is also what all pairs add up to.' : '';
  const calls = callsOf(data);
  return markup`<h3>Calls, scenario by scenario</h3>
<p class="small">Change of total calls in the headline comparison; left of the line is fewer. Failed runs count as ${data.paired.rules.callsOfFailure} calls. What lies beyond the axis is cut.${single}</p>
${forest(data, 'calls')}
<h3>Verified success, scenario by scenario</h3>
<p class="small">Difference in percentage points; right of the line is more.${single}</p>
${forest(data, 'success')}
<h3>Verified success, arm by arm</h3>
<p class="small">Where the skill should help; Wilson intervals, runs as if independent.</p>
${intervalChart({ label: 'Verified success by arm', marks: successOf(data), scale: rateScale() })}
<h3>Calls by tool, arm by arm</h3>
<p class="small">Mean per run where the skill should help, as observed.</p>
${stackChart('Mean calls per run by tool and arm', calls)}
${toolsTable(calls)}
<h3>Harm</h3>
${
  harm.length === 0
    ? markup`<p>Not measured: the plan has no negative twin, no-op or unrelated incident.</p>`
    : markup`<p class="small">Harmful runs on negative twins, no-ops and unrelated incidents, and pairs in which only the treated run did harm. Dashed: at most ${rateText(data.paired.rules.harm.most)} is allowed as the upper bound of the last.</p>
${intervalChart({
  label: 'Harm by arm',
  marks: harm,
  scale: rateScale(Math.max(data.paired.rules.harm.most * 1.5, ...harm.map(({ high }) => high ?? 0))),
  limit: data.paired.rules.harm.most,
})}`
}`;
}

function forest({ paired, lookOf, titleOf }: ReportData, outcome: 'calls' | 'success'): Markup | null {
  const [headline] = paired.contrasts;
  if (!headline) return null;
  const write = outcome === 'success' ? pointsText : logRatioText;
  const marks = forestLines(headline, outcome, paired.rules.level).map(
    ({ scenarioId, mean, interval, isSummary }): ChartMark => ({
      label: scenarioId === null ? 'All together' : titleOf(scenarioId),
      look: isSummary ? lookOf(headline.contrast.treated) : 'quiet',
      value: mean,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      text: estimateText(mean, interval, write),
      isSummary,
    }),
  );
  const ends = marks.flatMap(({ value, low, high }) => [value ?? 0, low ?? 0, high ?? 0]);
  return intervalChart({
    label:
      outcome === 'success' ? 'Difference of verified success per scenario' : 'Change of calls per scenario',
    marks,
    scale: outcome === 'success' ? pointsScale(ends) : ratioScale(ends),
  });
}

const successOf = ({ paired, arms, lookOf }: ReportData): ChartMark[] =>
  arms.flatMap(({ label, word }) =>
    paired.arms
      .filter(({ arm, on }) => arm === label && on === 'benefit')
      .map(({ success: { rate, wilson } }) => ({
        label: word,
        look: lookOf(label),
        value: rate,
        low: wilson.low,
        high: wilson.high,
        text: estimateText(rate, wilson, rateText),
      })),
  );

function harmOf({ paired, arms, armOf, lookOf }: ReportData): ChartMark[] {
  const [headline] = paired.contrasts;
  const own = arms.flatMap(({ label, word }) =>
    paired.arms
      .filter(({ arm, on }) => arm === label && on === 'harm')
      .map(({ harm, harmful, runs }) => ({
        label: `${word}: harmful runs`,
        look: lookOf(label),
        value: harm.rate,
        low: harm.clopperPearson.low,
        high: harm.clopperPearson.high,
        text: `${harmful} of ${runs}`,
      })),
  );
  const added = headline?.harm.added;
  if (!headline || !added) return own;
  const { treated } = headline.contrast;
  return [
    ...own,
    {
      label: `Only ${armOf(treated)} did harm: pairs`,
      look: lookOf(treated),
      value: added.rate,
      low: added.low,
      high: added.high,
      text: `${added.count} of ${headline.harm.pairs}, at most ${rateText(added.high)}`,
    },
  ];
}

const TOOL_LOOK: Record<string, string> = {
  check_service_status: 'read',
  check_logs: 'read',
  read_config: 'read',
  update_config: 'write',
  restart_service: 'write',
  get_skill: 'skill',
  get_skill_file: 'skill',
};

function callsOf({ rows, arms, paired, lookOf }: ReportData): StackBar[] {
  const sound = rows.filter(
    (row) => !row.infrastructureError && paired.rules.benefitClasses.includes(row.class),
  );
  const names = new Set([
    ...Object.keys(TOOL_LOOK),
    ...sound.flatMap(({ byTool }) => Object.keys(byTool)).toSorted(),
  ]);
  return arms.flatMap(({ label, word }): StackBar[] => {
    const own = sound.filter(({ arm }) => arm === label);
    if (own.length === 0) return [];
    const parts = [...names].map((name) => ({
      label: name,
      value: meanOf(own.map(({ byTool }) => byTool[name] ?? 0)),
      look: TOOL_LOOK[name] ?? 'other',
    }));
    return [
      {
        label: word,
        text: `${amountText(meanOf(own.map(({ calls }) => calls)))} calls a run`,
        look: lookOf(label),
        parts,
      },
    ];
  });
}

/** The figures of the stacks: a narrow part of a bar has no room for its name. */
function toolsTable(bars: readonly StackBar[]): Markup {
  const used = [
    ...new Set(bars.flatMap(({ parts }) => parts.filter(({ value }) => value > 0).map(({ label }) => label))),
  ];
  return reportTable({
    caption: 'Mean calls per run, tool by tool',
    heads: ['Arm'].concat(used.map((tool) => `#${tool}`)),
    rows: bars.map(({ label, parts }) =>
      [label].concat(used.map((tool) => amountText(parts.find((part) => part.label === tool)?.value ?? 0))),
    ),
  });
}
