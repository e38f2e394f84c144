import { CLASS_WORDS, OUTCOME_WORDS } from '#lib/stats/analysis/codes-in-words.ts';
import { pValueText } from '#lib/stats/analysis/figure-texts.ts';
import type { ContrastResult } from '#lib/stats/analyse-paired.ts';
import { capital } from '#lib/stats/analysis/words.ts';
import { scenariosOf } from '#lib/stats/analysis/forest-lines.ts';
import { estimateText, logRatioText, percentText, pointsText, rangeText, rateText } from './figures.ts';
import { markup, type Markup, type MarkupPart } from './markup.ts';
import type { ReportData } from './report-input.ts';
import { reportTable } from './report-table.ts';
import { UNITS } from './report-words.ts';

/** Every comparison that was declared, with its tests, its classes and its secondary outcomes. */
export function effectsTables(data: ReportData): Markup {
  const { contrasts, rules } = data.paired;
  const level = `${rateText(rules.level)} intervals`;
  const named = (rows: (each: ContrastResult) => readonly (readonly MarkupPart[])[]) =>
    contrasts.flatMap((each) => rows(each).map((cells) => withName(nameOf(each, data), cells)));
  return markup`${reportTable({
    caption: `Comparisons, ${level}`,
    heads: ['Comparison', 'Means', 'Counted', '#Pairs', '#Verified success', '#Total calls', '#DevOps calls'],
    rows: named(({ contrast, unit, success, calls, devopsCalls }) => [
      [
        `${capital(contrast.says)}${contrast === contrasts[0]?.contrast ? ' (headline)' : ''}`,
        UNITS[unit],
        success.pairs,
        estimateText(success.estimate.mean, success.interval, pointsText),
        estimateText(calls.percent, calls.percentInterval, percentText),
        estimateText(devopsCalls.percent, devopsCalls.percentInterval, percentText),
      ],
    ]),
  })}
${perScenario(data)}
${reportTable({
  caption: `Per class of incident, ${level}`,
  heads: ['Comparison', 'Class', '#Pairs', '#Verified success', '#Total calls', '#Added harm'],
  rows: named(({ classes }) =>
    classes.map(({ class: name, success, calls, harm }) => [
      CLASS_WORDS[name],
      success.pairs,
      estimateText(success.estimate.mean, success.interval, pointsText),
      estimateText(calls.percent, calls.percentInterval, percentText),
      harm.added ? `${harm.added.count} of ${harm.pairs}` : 'no data',
    ]),
  ),
})}
${reportTable({
  caption: 'Harm, on negative twins, no-ops and unrelated incidents',
  heads: [
    'Comparison',
    '#Pairs',
    '#Treated',
    '#Control',
    '#Difference',
    '#McNemar p',
    '#Only the treated',
    '#At most',
  ],
  rows: named(({ harm }) => [
    [
      harm.pairs,
      harm.treated ? `${harm.treated.count} (${rangeText(harm.treated.interval, rateText)})` : 'no data',
      harm.control ? `${harm.control.count} (${rangeText(harm.control.interval, rateText)})` : 'no data',
      estimateText(harm.difference?.value ?? null, harm.difference?.interval ?? null, pointsText),
      pValueText(harm.mcNemar.p),
      harm.added?.count ?? 'no data',
      rateText(harm.added?.high ?? null),
    ],
  ]),
})}
${reportTable({
  caption: `Secondary outcomes, ${testWord(contrasts[0])} p with Holm’s correction`,
  heads: ['Comparison', 'Outcome', '#Units', '#Change', '#p', '#p, Holm'],
  rows: named(({ secondary }) =>
    secondary.map(({ effect, tests, adjustedP }) => [
      OUTCOME_WORDS[effect.outcome],
      effect.units.length,
      estimateText(effect.percent, effect.percentInterval, percentText),
      pValueText(tests.main.p),
      pValueText(adjustedP),
    ]),
  ),
  empty: 'No secondary outcome has values.',
})}
${reportTable({
  caption: 'Tests beside the intervals: the verdict is not made from them',
  heads: [
    'Comparison',
    '#Success: McNemar p',
    `#Success: ${testWord(contrasts[0])} p`,
    `#Calls: ${testWord(contrasts[0])} p`,
    '#Calls: Wilcoxon p',
    '#Calls: equivalence p',
    '#Success: Newcombe',
    '#Calls: bootstrap',
  ],
  rows: named(({ success, successTests, callsTests, calls, callsBootstrap }) => [
    [
      pValueText(success.mcNemar.p),
      pValueText(successTests.main.p),
      pValueText(callsTests.main.p),
      callsTests.wilcoxon ? pValueText(callsTests.wilcoxon.p) : 'not made',
      pValueText(calls.equivalence.p),
      rangeText(success.newcombe, pointsText),
      callsBootstrap ? rangeText(callsBootstrap.percentile, logRatioText) : 'not made',
    ],
  ]),
})}`;
}

/** Where scenarios and learnings are both draws no signs can be flipped. */
const testWord = (contrast: ContrastResult | undefined): string =>
  contrast?.callsTests.main.method === 'two_way_t' ? 'two-way t' : 'sign-flip';

const withName = (name: string, cells: readonly MarkupPart[]): MarkupPart[] => [name, ...cells];

const nameOf = ({ contrast }: ContrastResult, { armOf }: ReportData): string =>
  `${armOf(contrast.treated)} against ${armOf(contrast.control)}`;

/** The figures of the forests, of the headline. */
function perScenario({ paired, titleOf }: ReportData): Markup | null {
  const [headline] = paired.contrasts;
  if (!headline) return null;
  const { level } = paired.rules;
  const success = new Map(
    scenariosOf(headline.success.units, level).map((each) => [each.scenarioId, each.own]),
  );
  return reportTable({
    caption: `Per scenario, headline comparison, ${rateText(level)} intervals`,
    heads: ['Scenario', 'Id', '#Pairs', '#Verified success', '#Total calls'],
    rows: scenariosOf(headline.calls.units, level).map(({ scenarioId, own, pairs }) => {
      const rate = success.get(scenarioId);
      return [
        titleOf(scenarioId),
        scenarioId,
        pairs,
        estimateText(rate?.mean ?? null, rate?.interval ?? null, pointsText),
        estimateText(own.mean, own.interval, logRatioText),
      ];
    }),
    empty: 'There are no pairs.',
  });
}
