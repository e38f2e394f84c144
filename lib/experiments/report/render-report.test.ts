import { beforeAll, describe, expect, it } from 'vitest';
import { SIMULATED_NOTE } from '#lib/protocol/simulated-note.ts';
import { METHOD_NOTES } from '#lib/stats/method-notes.ts';
import { sampleExperiment, type SampleExperiment } from '#lib/testing/sample-experiment.ts';
import { withMinus } from '#lib/stats/analysis/figure-texts.ts';
import { escapeText } from './markup.ts';
import { renderReport } from './render-report.ts';

let sample: SampleExperiment;
let report: string;
beforeAll(async () => {
  sample = await sampleExperiment();
  report = renderReport(sample);
});

const count = (text: string, wanted: string): number => text.split(wanted).length - 1;
/** The sample with other words in every place where people or models write. */
function withTexts(text: string): SampleExperiment {
  const { view, analysis, rows } = sample;
  return {
    rows,
    analysis: { ...analysis, verdict: { ...analysis.verdict, sentence: text } },
    view: {
      ...view,
      summary: { ...view.summary, title: text },
      plan: {
        ...view.plan,
        title: text,
        scenarios: view.plan.scenarios.map((scenario) => ({ ...scenario, title: text, family: text })),
        arms: view.plan.arms.map((arm) => ({ ...arm, note: text })),
        models: view.plan.models.map((model) => ({ ...model, name: text, host: text })),
      },
      calibration: {
        experimentId: text,
        title: text,
        rate: 0.04,
        low: 0.03,
        high: 0.05,
        relabelings: 1000,
        caveats: [],
        sentence: text,
      },
      progress: {
        ...view.progress,
        failedAttempts: [
          {
            runId: text,
            scenarioId: text,
            seed: 1,
            label: text,
            attempt: 1,
            error: { code: 'model_unreachable', message: text },
            final: true,
          },
        ],
      },
    },
  };
}

describe('the report of an experiment', () => {
  it('states the verdict, the three gates and how often a verdict is false', () => {
    const { verdict, paired, falseVerdicts } = sample.analysis;
    expect(report).toContain(escapeText(withMinus(verdict.sentence)));
    expect(paired.verdict.gates).toHaveLength(3);
    for (const { title, says } of paired.verdict.gates) {
      expect(report).toContain(`<h3>${title}</h3>`);
      expect(report).toContain(escapeText(withMinus(says)));
    }
    expect(report).toContain(`${falseVerdicts?.counts.hurts} HURTS`);
    const calibrated = renderReport(withTexts('Plain'));
    expect(calibrated).toContain('HELPS or HURTS in 4\u00a0% (3 to 5\u00a0%) of 1,000 relabelings');
  });

  it('helps to plan a new experiment beside CAN’T TELL YET, and nowhere else', () => {
    const heading = 'To plan a new experiment, not to prolong this one';
    expect(sample.analysis.paired.verdict.code).toBe('cannot_tell');
    expect(report).toContain(heading);
    expect(report).toContain('Adding runs to this one until it says something');
    const { view, analysis } = sample;
    const verdict = { ...analysis.paired.verdict, code: 'helps' as const };
    expect(
      renderReport({ ...sample, analysis: { ...analysis, paired: { ...analysis.paired, verdict } } }),
    ).not.toContain(heading);
    const summary = { ...view.summary, isAA: true };
    expect(renderReport({ ...sample, view: { ...view, summary } })).not.toContain(heading);
  });

  it('says what changes how the verdict is read before the gates, and the rest after them', () => {
    const { analysis } = sample;
    const warnings = [
      { id: 'no_spread', says: 'Read me first.' },
      { id: 'ceiling', says: 'Read me later.' },
    ] as const;
    const paired = { ...analysis.paired, warnings: [...warnings] };
    const text = renderReport({ ...sample, analysis: { ...analysis, paired } });
    const gates = text.indexOf('<ol class="gates">');
    expect(text.indexOf('Read me first.')).toBeLessThan(gates);
    expect(text.indexOf('Read me later.')).toBeGreaterThan(gates);
  });

  it('has every section, a chart for each question and a table for every figure', () => {
    const headings = [
      'Verdict',
      'Results',
      'Runs',
      'Plan, frozen before the first run',
      'Methods',
      'Checksums',
    ];
    for (const heading of headings) expect(report).toMatch(new RegExp(`<h2 id="[^"]+">${heading}</h2>`));
    const charts = [...report.matchAll(/<svg role="img" aria-label="([^"]+)"/g)].map(([, label]) => label);
    expect(charts).toEqual([
      'Change of calls per scenario',
      'Difference of verified success per scenario',
      'Verified success by arm',
      'Mean calls per run by tool and arm',
      'Harm by arm',
    ]);
    const tables = [...report.matchAll(/<caption>([^<,:(]+)/g)].map(([, caption]) => caption?.trim());
    expect(tables).toEqual([
      'Mean calls per run',
      'Comparisons',
      'Per scenario',
      'Per class of incident',
      'Harm',
      'Secondary outcomes',
      'Tests beside the intervals',
      'Per arm',
      'Means per run',
      'Reliability',
      'Funnel',
      'Sensitivity',
      'Pay-back',
      'Verified of all runs',
      'Arms and the skill versions that they give',
      'Scenarios and their versions',
      'SHA-256',
    ]);
    expect(report).toContain('<strong>Ended by infrastructure: no failures of an arm.</strong> No run.');
  });

  it('names what was frozen: hashes, seeds, skill versions and scenario versions', () => {
    const { view, analysis } = sample;
    expect(count(report, view.summary.planHash)).toBe(2);
    expect(report).toContain(analysis.rowsHash);
    expect(report).toContain('<dt>Seeds</dt><dd>1–5</dd>');
    for (const { versionId } of view.plan.arms.flatMap(({ skills }) => skills))
      expect(report).toContain(`<code>${versionId}</code>`);
    for (const { hash } of view.plan.scenarios) expect(report).toContain(`<code>${hash}</code>`);
    for (const { title, formula } of Object.values(METHOD_NOTES)) {
      expect(report).toContain(`<dt>${escapeText(title)}</dt>`);
      expect(report).toContain(escapeText(formula));
    }
  });

  it('stands on its own: no script, no address, no file but itself', () => {
    expect(report).not.toMatch(/<(script|link|img|iframe|object|base|a)\b/i);
    expect(report).not.toMatch(/https?:|url\(|@import|\son\w+=|\ssrc=|\shref=/i);
    expect(report).toContain('default-src &#39;none&#39;');
    expect(report).toContain('@media print');
    expect(report).toContain('prefers-color-scheme:dark');
  });

  it('says over its figures that the agent was simulated, and does not say so of a real model', () => {
    expect(count(report, SIMULATED_NOTE)).toBe(3);
    const real = renderReport({ ...sample, view: { ...sample.view, note: null } });
    expect(real).not.toContain(SIMULATED_NOTE);
  });

  it.each([
    `</title><script>alert(1)</script>`,
    `"><img src=x onerror=alert(1)>`,
    `</style></svg><svg onload='alert(1)'>`,
    `<!-- \u0000 \u202e & &lt;b&gt; \`\${1}\``,
  ])('shows %j as the text that it is, wherever it stands', (text) => {
    const hostile = renderReport(withTexts(text));
    const plain = renderReport(withTexts('Plain'));
    expect(count(hostile, escapeText(text))).toBeGreaterThan(50);
    expect(hostile).not.toContain(text);
    const tags = (html: string) => html.match(/<[/!a-z][^\s>]*/gi);
    expect(tags(hostile)).toEqual(tags(plain));
  });

  it('shows each model by itself where the claim is about several', () => {
    const { view, analysis, rows } = sample;
    const [model] = view.plan.models;
    const names = ['offline', 'other'];
    const both = renderReport({
      rows: rows.flatMap((row) => [row, { ...row, id: `${row.id}_other`, model: 'other', calls: 99 }]),
      view: {
        ...view,
        plan: { ...view.plan, models: names.flatMap((name) => (model ? [{ ...model, name }] : [])) },
      },
      analysis: {
        ...analysis,
        models: {
          verdict: analysis.verdict,
          models: names.map((name) => ({ model: name, analysis: analysis.paired })),
        },
      },
    });
    for (const name of names) {
      expect(both).toContain(`>Results with ${name}</h2>`);
      expect(both).toContain(`<h3>With ${name}: `);
      expect(both).toContain(`Incident s01, ${name}</th>`);
    }
    expect(count(both, '99 calls a run')).toBe(3);
    expect(new Set(both.match(/ id="[^"]+"/g)).size).toBe(count(both, ' id="'));
  });

  it('is the same whenever it is made', () => {
    expect(renderReport(sample)).toBe(report);
  });

  it('says so when nothing could be compared', () => {
    const { analysis } = sample;
    const paired = { ...analysis.paired, contrasts: [], arms: [], funnels: [], sensitivity: [], payBack: [] };
    const empty = renderReport({ ...sample, rows: [], analysis: { ...analysis, complete: false, paired } });
    expect(empty).toContain('No arm was offered a skill.');
    expect(empty).not.toMatch(/NaN|Infinity|undefined/);
    expect(report).not.toMatch(/NaN|Infinity|undefined/);
  });
});
