import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashScenario, scenarioSchema } from '#lib/environment/index.ts';
import { EVIDENCE } from '#lib/experiments/evidence/evidence-files.ts';
import { verifyEvidence } from '#lib/experiments/evidence/verify-evidence.ts';
import { checkStream } from '#lib/protocol/check-stream.ts';
import { newExperimentSchema, type NewExperimentInput } from '#lib/protocol/experiment-http.ts';
import { SIMULATED_NOTE } from '#lib/protocol/simulated-note.ts';
import { beginExperiment, isIn, SMALL_AA, untilExperiment } from '#lib/testing/experiment-harness.ts';
import { openTestLab, type TestLab } from '#lib/testing/open-test-lab.ts';
import { createExperiment } from './create-experiment.ts';
import { exportEvidence } from './export-evidence.ts';
import { exportReport } from './export-report.ts';
import { getExperimentAnalysis } from './get-experiment-analysis.ts';
import { getExperimentOptions } from './get-experiment-options.ts';
import { getExperiment, listExperiments } from './get-experiment.ts';
import { exportExperimentRows, listExperimentRows } from './list-experiment-rows.ts';
import { previewExperiment } from './preview-experiment.ts';
import { startStoryRun } from '../story/start-story-run.ts';
import {
  cancelExperiment,
  deleteExperiment,
  pauseExperiment,
  resumeExperiment,
  startExperiment,
} from './steer-experiment.ts';

let test: TestLab;
beforeAll(async () => {
  test = await openTestLab();
  const { runId } = await startStoryRun({ part: 'act1', pace: 'instant' });
  await test.settled(runId);
});
afterAll(() => test.close());

const hashOf = (definition: unknown) => hashScenario(scenarioSchema.parse(definition));
const preview = (input: NewExperimentInput) => previewExperiment(newExperimentSchema.parse(input));

const THREE_ARMS: NewExperimentInput = {
  claim: 'incident',
  scenarioIds: ['classic-act-2', 'classic-act-2-twin'],
  seeds: 6,
  arms: [{ arm: 'none' }, { arm: 'learned' }, { arm: 'placebo' }],
};

describe('an experiment', () => {
  it('says before it begins what it will be, and stores nothing', async () => {
    const { plan, planHash, size, power, problems, estimate } = await preview(THREE_ARMS);
    expect(size).toMatchObject({
      blocks: 12,
      runs: 36,
      pairs: 6,
      harmPairs: 6,
      units: { kind: 'pair', count: 6 },
    });
    expect(plan?.scenarios.map((scenario) => scenario.class)).toEqual(['near', 'negative']);
    expect(plan?.rules.contrasts[0]).toMatchObject({ treated: 'learned', control: 'none' });
    expect(planHash).toMatch(/^[0-9a-f]{64}$/);
    expect(power?.points.map(({ reduction }) => reduction)).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
    expect(1 - (power?.points[0]?.verdicts.cannot_tell ?? 0)).toBeLessThanOrEqual(0.06);
    expect(problems.filter(({ level }) => level === 'refuse')).toEqual([]);
    expect(problems.map(({ code }) => code)).toContain('few_harm_pairs');
    expect(estimate.restsOn).toContain('1 run of');
    // No experiment has ended here: the time is what it took elsewhere, with a wide range.
    expect(estimate).toMatchObject({ ms: 3600, msRange: { low: 1080, high: 11_880 } });
    expect(estimate.timeRestsOn).toContain('no experiment of the offline model has ended in this lab yet');
    const [learned, placebo] = plan?.arms.slice(1).map(({ skills }) => skills[0]?.length ?? 0) ?? [];
    expect(Math.abs((placebo ?? 0) - (learned ?? 0))).toBeLessThanOrEqual((learned ?? 0) * 0.1);
    expect((await preview(THREE_ARMS)).planHash).toBe(planHash);
    expect((await listExperiments({ limit: 10 })).total).toBe(0);
  });

  it('refuses what is below a floor, unless it is declared exploratory', async () => {
    const small = { ...THREE_ARMS, seeds: 2 };
    const input = newExperimentSchema.parse(small);
    await expect(createExperiment({ ...input, start: false })).rejects.toMatchObject({
      code: 'invalid_input',
      info: { fields: { seeds: expect.stringContaining('2 pairs') } },
    });
    const { problems } = await preview({ ...small, exploratory: true });
    expect(problems).toContainEqual(expect.objectContaining({ code: 'too_few_pairs', level: 'warn' }));
  });

  it('refuses to freeze another plan than the one that was looked at', async () => {
    const input = newExperimentSchema.parse(THREE_ARMS);
    await expect(
      createExperiment({ ...input, start: false, planHash: '0'.repeat(64) }),
    ).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('runs to a verdict with evidence that can be recomputed and not be altered', async () => {
    const experimentId = await beginExperiment(THREE_ARMS);
    const view = await untilExperiment(experimentId, isIn('completed'));
    expect(view.progress).toMatchObject({
      blocks: { done: 12 },
      runs: { done: 36, planned: 36 },
      failedAttempts: [],
    });
    expect(view.bank).toBeGreaterThan(0);
    // From now on the time is counted from what was seen here.
    const { estimate } = await preview(THREE_ARMS);
    expect(estimate.timeRestsOn).toContain('the last experiment with this model');
    expect(estimate.ms).toBeGreaterThan(0);
    expect(view.summary.verdict).toMatchObject({ complete: true });

    const { rows, note } = await listExperimentRows(experimentId);
    expect([view.note, note]).toEqual([SIMULATED_NOTE, SIMULATED_NOTE]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(36);
    for (const { id } of rows) expect(checkStream(await test.events(id))).toEqual([]);
    const funnels = rows.filter(({ arm }) => arm === 'learned').map(({ funnel }) => funnel);
    expect(funnels).toContainEqual({ offered: true, listed: true, opened: true, followed: true });
    expect(rows.filter(({ arm }) => arm === 'none').every(({ funnel }) => funnel === null)).toBe(true);
    expect(rows.filter(({ arm, funnel }) => arm === 'placebo' && funnel?.followed)).toEqual([]);
    expect(rows.every(({ claimed }) => claimed !== null)).toBe(true);
    expect(await (await exportExperimentRows(experimentId)).text()).toMatch(
      /^# simulated agent.*\r\nrun_id,/,
    );

    const analysis = await getExperimentAnalysis(experimentId);
    expect(analysis).toMatchObject({ complete: true, planHash: view.summary.planHash, note: SIMULATED_NOTE });
    expect(analysis?.falseVerdicts?.relabelings).toBe(1000);
    expect(analysis?.paired.payBack.map(({ unit }) => unit)).toContain('calls');

    // They are ordinary runs, and the list of runs stays what it was.
    expect((await test.lab.store.runs.list({ limit: 50 })).total).toBe(1);
    expect((await test.lab.store.runs.list({ limit: 50, experiment: experimentId })).total).toBe(36);

    const zip = new Uint8Array(await (await exportEvidence(experimentId)).arrayBuffer());
    const files = unzipSync(zip);
    const report = await verifyEvidence(new Map(Object.entries(files)), hashOf);
    expect(report).toMatchObject({ differences: [], runs: 36, verdict: view.summary.verdict?.sentence });
    expect(new TextDecoder().decode(files[EVIDENCE.readme])).toContain(SIMULATED_NOTE);
    expect(new TextDecoder().decode(files[EVIDENCE.checksums])).toContain(`  ${EVIDENCE.report}\n`);

    const page = await exportReport(experimentId);
    expect(page.headers.get('content-disposition')).toContain(`${experimentId}-report.html`);
    const html = await page.text();
    expect(html).toBe(new TextDecoder().decode(files[EVIDENCE.report]));
    expect(html).toContain(SIMULATED_NOTE);
    const rewritten = {
      ...files,
      [EVIDENCE.report]: new TextEncoder().encode(html.replaceAll(/<p class="verdict [^]*?<\/p>/g, '')),
    };
    expect((await verifyEvidence(new Map(Object.entries(rewritten)), hashOf)).differences).toEqual([
      'report.html: its checksum is another one',
      'report.html: it does not state the recomputed verdict',
    ]);

    const events = new TextDecoder().decode(files[EVIDENCE.events]);
    const altered = {
      ...files,
      [EVIDENCE.events]: new TextEncoder().encode(
        events
          .replace('"outcome":"verified"', '"outcome":"harmful"')
          .replace('"verified":true', '"verified":false'),
      ),
    };
    const { differences } = await verifyEvidence(
      new Map(Object.entries(unzipSync(zipSync(altered)))),
      hashOf,
    );
    expect(differences).toContain('events.ndjson: its checksum is another one');
    expect(differences.some((difference) => difference.startsWith('rows.csv: line'))).toBe(true);
    expect(differences.some((difference) => difference.startsWith('analysis.json: '))).toBe(true);
  });

  it('shows how often an A/A experiment sees what is not there, beside every verdict', async () => {
    const { power, problems } = await preview(SMALL_AA);
    expect([power, problems.filter(({ code }) => code === 'weak')]).toEqual([null, []]);
    const experimentId = await beginExperiment(SMALL_AA);
    const { summary } = await untilExperiment(experimentId, isIn('completed'));
    expect(summary).toMatchObject({ isAA: true, arms: ['none', 'none 2'] });
    expect(summary.verdict?.code).not.toMatch(/helps|hurts/);
    const other = (await listExperiments({ limit: 10 })).experiments.find(({ isAA }) => !isAA);
    const view = await getExperiment(other?.experimentId ?? '');
    // A rate of nothing where nothing else could have come out is no comfort, and it says so.
    const caveats = ['all_alike', 'harm_not_measured'];
    expect(view?.calibration).toMatchObject({ experimentId, rate: 0, relabelings: 1000, caveats });
  });

  it('makes an analysis that an earlier lab stored anew, from the same plan and rows', async () => {
    const [latest] = (await listExperiments({ limit: 1 })).experiments;
    const experimentId = latest?.experimentId ?? '';
    const { experiments } = test.lab.store;
    const stored = await experiments.analysis(experimentId);
    const verdict = { code: 'helps', sentence: 'By an earlier rule.', complete: true } as const;
    const earlier = { format: 'auto-learn-lab/experiment-analysis@1', complete: true, verdict };
    await experiments.saveAnalysis(experimentId, {
      rowsHash: stored?.rowsHash ?? '',
      json: JSON.stringify(earlier),
      verdict,
    });
    const analysis = await getExperimentAnalysis(experimentId);
    expect(analysis).toEqual(JSON.parse(stored?.json ?? ''));
    expect(await experiments.analysis(experimentId)).toEqual(stored);
    expect((await listExperiments({ limit: 1 })).experiments[0]?.verdict).toMatchObject({
      code: analysis?.verdict.code,
      complete: true,
    });
  });

  it('pauses after the runs at work, goes on where it paused, and does every run once', async () => {
    const experimentId = await beginExperiment({ ...SMALL_AA, seeds: 12 });
    await untilExperiment(experimentId, ({ progress }) => progress.runs.done > 1);
    await pauseExperiment(experimentId);
    const paused = await untilExperiment(experimentId, isIn('paused'));
    expect(paused.progress.runs.done).toBeLessThan(24);
    expect(paused.summary.verdict).toBeNull();
    await expect(startExperiment(experimentId)).rejects.toMatchObject({ code: 'conflict' });
    await resumeExperiment(experimentId);
    const { progress, summary } = await untilExperiment(experimentId, isIn('completed'));
    expect(progress).toMatchObject({ runs: { done: 24 }, failedAttempts: [] });
    expect(summary.planHash).toBe(paused.summary.planHash);
  });

  it('cancels for good and keeps what was done, and one runs at a time', async () => {
    const experimentId = await beginExperiment({ ...SMALL_AA, seeds: 40 });
    await expect(beginExperiment(SMALL_AA)).rejects.toMatchObject({ code: 'already_running' });
    await untilExperiment(experimentId, ({ progress }) => progress.runs.done > 2);
    await expect(deleteExperiment(experimentId)).rejects.toMatchObject({ code: 'conflict' });
    await expect(exportReport(experimentId)).rejects.toMatchObject({ code: 'conflict' });
    await cancelExperiment(experimentId);
    const { progress, summary } = await untilExperiment(experimentId, isIn('cancelled'));
    expect(progress.runs.done).toBeLessThan(80);
    expect(summary.verdict).toMatchObject({
      complete: false,
      code: 'cannot_tell',
      sentence: expect.stringMatching(/^No verdict: \d+ of 80 planned runs were made/),
    });
    await expect(resumeExperiment(experimentId)).rejects.toMatchObject({ code: 'conflict' });
    await deleteExperiment(experimentId);
    expect(await getExperiment(experimentId)).toBeNull();
    expect((await test.lab.store.runs.list({ limit: 1, experiment: experimentId })).total).toBe(0);
  });

  it('claims the pipeline over independent learnings, each with a space and a skill of its own', async () => {
    const experimentId = await beginExperiment({
      claim: 'pipeline',
      scenarioIds: ['classic-act-2', 'upstream-timeout-near'],
      seeds: 1,
      arms: [{ arm: 'none' }, { arm: 'learned' }],
      pipeline: { distillations: 3, scenarioIds: ['classic-act-1'] },
      exploratory: true,
    });
    const { distillations, progress, summary } = await untilExperiment(
      experimentId,
      isIn('completed', 'failed'),
    );
    expect(summary.status).toEqual({ state: 'completed' });
    expect(progress).toMatchObject({ learnings: { done: 3 }, runs: { done: 8 } });
    expect(new Set(distillations.map(({ spaceId }) => spaceId)).size).toBe(3);
    expect(distillations.every(({ skills }) => skills.length > 0)).toBe(true);
    const { rows } = await listExperimentRows(experimentId);
    const ids = rows.filter(({ arm }) => arm === 'learned').map(({ distillationId }) => distillationId);
    expect(new Set(ids)).toEqual(new Set(['d01', 'd02', 'd03']));
    const zip = await exportEvidence(experimentId);
    const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
    const report = await verifyEvidence(new Map(Object.entries(files)), hashOf);
    expect(report.differences).toEqual([]);
  });

  it('offers incidents, skills, models and ready-made sizes', async () => {
    const { scenarios, skills, models, presets } = await getExperimentOptions();
    expect(scenarios.map(({ scenarioId }) => scenarioId)).toContain('classic-act-2');
    expect(skills.filter(({ isDefaultChoice }) => isDefaultChoice)).toMatchObject([
      { family: 'upstream-timeout' },
    ]);
    expect(models).toMatchObject([{ simulated: true }]);
    const sizes = presets.map(({ id, scenarioIds, seeds }) => [id, scenarioIds.length * seeds]);
    // The bank has enough incidents like Act 1 for a verdict on its family, and no family fills the others.
    expect(sizes).toEqual([
      ['story', 104],
      ['family', 96],
      ['quick', 27],
      ['standard', 100],
      ['full', 200],
      ['aa', 100],
    ]);
    const full = presets.find(({ id }) => id === 'full')?.scenarioIds ?? [];
    const families = scenarios.filter(
      (each) => full.includes(each.scenarioId) && ['near', 'far'].includes(each.class),
    );
    expect(new Set(families.map(({ family }) => family)).size).toBe(12);
  });
});
