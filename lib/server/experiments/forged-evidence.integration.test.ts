import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashScenario, scenarioSchema } from '#lib/environment/index.ts';
import { analyseExperiment } from '#lib/experiments/analyse-experiment.ts';
import {
  analysisText,
  EVIDENCE,
  evidenceExperimentSchema,
  evidencePlanSchema,
  evidenceReadme,
  jsonText,
} from '#lib/experiments/evidence/evidence-files.ts';
import { verifyEvidence } from '#lib/experiments/evidence/verify-evidence.ts';
import { makeRow } from '#lib/experiments/make-row.ts';
import { hashRows } from '#lib/experiments/order-rows.ts';
import { rowsCsv } from '#lib/experiments/rows-csv.ts';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import { runEventSchema, type RunEvent } from '#lib/protocol/run-event.ts';
import { beginExperiment, isIn, untilExperiment } from '#lib/testing/experiment-harness.ts';
import { openTestLab, type TestLab } from '#lib/testing/open-test-lab.ts';
import { startStoryRun } from '../story/start-story-run.ts';
import { exportEvidence } from './export-evidence.ts';

let test: TestLab;
let honest: ReadonlyMap<string, string>;
beforeAll(async () => {
  test = await openTestLab();
  const { runId } = await startStoryRun({ part: 'act1', pace: 'instant' });
  await test.settled(runId);
  const experimentId = await beginExperiment({
    claim: 'incident',
    scenarioIds: ['classic-act-2', 'classic-act-2-twin'],
    seeds: 6,
    arms: [{ arm: 'none' }, { arm: 'learned' }],
  });
  await untilExperiment(experimentId, isIn('completed'));
  const zip = await exportEvidence(experimentId);
  const decoder = new TextDecoder();
  honest = new Map(
    Object.entries(unzipSync(new Uint8Array(await zip.arrayBuffer()))).map(([path, data]) => [
      path,
      decoder.decode(data),
    ]),
  );
});
afterAll(() => test.close());

const verify = (files: ReadonlyMap<string, string>) =>
  verifyEvidence(
    new Map([...files].map(([path, text]) => [path, new TextEncoder().encode(text)])),
    (definition) => hashScenario(scenarioSchema.parse(definition)),
  );

/** What somebody would do who has the lab's own code: every file made anew from events of their choice, and every checksum with it. */
async function forge(
  choose: (log: RunEvent[]) => RunEvent[] | null,
  change: (files: Map<string, string>) => void = () => {},
): Promise<Map<string, string>> {
  const files = new Map(honest);
  const text = (name: string) => files.get(name) ?? '';
  const plan = evidencePlanSchema.parse(JSON.parse(text(EVIDENCE.plan)));
  const experiment = evidenceExperimentSchema.parse(JSON.parse(text(EVIDENCE.experiment)));
  const events = text(EVIDENCE.events)
    .split('\n')
    .filter(Boolean)
    .map((line) => runEventSchema.parse(JSON.parse(line)));
  const kept = [...Map.groupBy(events, ({ runId }) => runId).values()].flatMap((log) => choose(log) ?? []);
  const rows = [...Map.groupBy(kept, ({ runId }) => runId)].map(([runId, log]) => {
    const view = foldRunEvents(runId, log);
    const scenario = plan.scenarios.find(({ scenarioId }) => scenarioId === view.plan?.scenarioId);
    return makeRow(view, scenario?.class ?? 'near');
  });
  const analysis = await analyseExperiment({
    plan,
    planHash: experiment.planHash,
    rows,
    distillations: [],
    complete: true,
  });
  const forged = { ...experiment, rowsHash: hashRows(rows), verdict: analysis.verdict };
  files.set(EVIDENCE.events, kept.map((event) => `${JSON.stringify(event)}\n`).join(''));
  files.set(EVIDENCE.rows, rowsCsv(rows, experiment.note));
  files.set(EVIDENCE.analysis, analysisText(analysis));
  files.set(EVIDENCE.experiment, jsonText(forged));
  files.set(EVIDENCE.readme, evidenceReadme(forged, plan.title));
  change(files);
  sign(files);
  return files;
}

function sign(files: Map<string, string>): void {
  files.delete(EVIDENCE.checksums);
  const sums = [...files].map(
    ([path, data]) => `${createHash('sha256').update(data).digest('hex')}  ${path}\n`,
  );
  files.set(EVIDENCE.checksums, sums.join(''));
}

const edit = (files: Map<string, string>, name: string, change: (text: string) => string) =>
  files.set(name, change(files.get(name) ?? ''));

describe('an evidence bundle', () => {
  it('holds as it was exported, every planned run of it', async () => {
    expect(await verify(honest)).toMatchObject({
      differences: [],
      runs: 24,
      places: { planned: 24, filled: 24 },
    });
  });

  it('is refused when runs were left out, whatever else was made anew', async () => {
    const files = await forge(
      (log) => {
        const place = foldRunEvents(log[0]?.runId ?? '', log).plan;
        return place?.experiment?.label === 'learned' && place.scenarioId === 'classic-act-2-twin'
          ? null
          : log;
      },
      (all) => all.delete(EVIDENCE.report),
    );
    const { differences, places } = await verify(files);
    expect(places).toEqual({ planned: 24, filled: 18 });
    expect(differences[0]).toMatch(
      /^6 of 24 planned runs are missing, although the experiment is said to be complete: classic-act-2-twin seed \d learned, .* and 1 more$/,
    );
    expect(differences).toContain('report.html: it is missing');
  });

  it('is refused when a run stands in it twice', async () => {
    let isCopied = false;
    const files = await forge((log) => {
      if (isCopied) return log;
      isCopied = true;
      return [...log, ...log.map((event) => ({ ...event, runId: 'run_00000000000000000000000000' }))];
    });
    const { differences } = await verify(files);
    expect(differences).toContainEqual(
      expect.stringContaining('its place in the plan is filled more than once'),
    );
  });

  it('is refused when it does not say that the agent is simulated, or names another', async () => {
    const files = await forge(
      (log) => log,
      (all) => {
        edit(all, EVIDENCE.experiment, (text) => text.replace(/"note": "[^"]*"/, '"note": null'));
        edit(all, EVIDENCE.readme, (text) => text.replace(/^simulated agent.*$/m, 'Result with gpt-5'));
        edit(all, EVIDENCE.report, (text) => text.replaceAll('simulated agent', 'agent'));
      },
    );
    const { differences, note } = await verify(files);
    expect(note).toContain('simulated agent');
    expect(differences).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^experiment\.json: it does not say "simulated agent/),
        expect.stringMatching(/^README\.txt: /),
        'report.html: it does not say that the agent is simulated',
      ]),
    );
  });

  it('is refused when a model is called real that its plan was frozen with as simulated', async () => {
    const files = await forge(
      (log) => log,
      (all) => edit(all, EVIDENCE.plan, (text) => text.replaceAll('"simulated":true', '"simulated":false')),
    );
    const { differences } = await verify(files);
    expect(differences).toContain('plan.json: its hash is not the one that was frozen');
    expect(differences).toContainEqual(expect.stringContaining('it had another model than planned'));
  });
});
