import 'server-only';
import { createHash } from 'node:crypto';
import { Zip, ZipDeflate } from 'fflate';
import {
  EVIDENCE,
  EVIDENCE_FORMAT,
  analysisText,
  evidenceReadme,
  jsonText,
  planText,
  type EvidenceExperiment,
} from '#lib/experiments/evidence/evidence-files.ts';
import { renderReport } from '#lib/experiments/report/render-report.ts';
import { rowsCsv } from '#lib/experiments/rows-csv.ts';
import { isAtWork } from '#lib/protocol/is-at-work.ts';
import type { StoredExperiment } from '#lib/store/index.ts';
import { reportInputOf, restingExperiment } from './export-report.ts';
import { getLab } from '../lab/get-lab.ts';
import { found } from '../http/handle-route.ts';
import type { Lab } from '../lab/lab.ts';

interface EvidenceFile {
  path: string;
  pieces: AsyncIterable<string> | Iterable<string>;
}

/** Everything that is needed to come to the verdict again, as one zip. It is written while it is read, so its size costs no memory. */
export async function exportEvidence(experimentId: string): Promise<Response> {
  const lab = await getLab();
  const experiment = await restingExperiment(lab, experimentId);
  const files = await evidenceOf(lab, experiment);
  const chunks = zipFiles(files);
  return new Response(
    new ReadableStream<Uint8Array>({
      async pull(target) {
        const { value, done } = await chunks.next();
        if (done) target.close();
        else target.enqueue(value);
      },
    }),
    {
      headers: {
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="${experimentId}-evidence.zip"`,
      },
    },
  );
}

async function evidenceOf(lab: Lab, experiment: StoredExperiment): Promise<EvidenceFile[]> {
  const { experimentId, plan, planHash } = experiment;
  const { view, analysis, rows } = await reportInputOf(lab, experimentId);
  const { distillations, note } = view;
  const summary: EvidenceExperiment = {
    format: EVIDENCE_FORMAT,
    experimentId,
    planHash,
    rowsHash: analysis.rowsHash,
    complete: analysis.complete,
    verdict: analysis.verdict,
    distillations,
    note,
  };
  const versions = [
    ...plan.arms.flatMap(({ skills }) => skills),
    ...distillations.flatMap(({ skills }) => skills),
  ].map(({ versionId, skillId }) => ({ versionId, skillId }));
  const skills = await Promise.all(
    [...new Map(versions.map((version) => [version.versionId, version])).values()].map(
      async ({ versionId, skillId }) => {
        const version = found(
          await lab.store.skillVersions.get(versionId, skillId),
          `skill version ${versionId}`,
        );
        const { contentHash, name, files } = version;
        return {
          path: EVIDENCE.skill(versionId),
          pieces: [jsonText({ versionId, contentHash, name, files })],
        };
      },
    ),
  );
  const hashes = new Set([...plan.scenarios, ...(plan.pipeline?.scenarios ?? [])].map(({ hash }) => hash));
  const scenarios = await Promise.all(
    [...hashes].map(async (hash) => ({
      path: EVIDENCE.scenario(hash),
      pieces: [jsonText(await lab.store.scenarios.definition(hash))],
    })),
  );
  return [
    { path: EVIDENCE.readme, pieces: [evidenceReadme(summary, plan.title)] },
    { path: EVIDENCE.experiment, pieces: [jsonText(summary)] },
    { path: EVIDENCE.plan, pieces: [planText(plan)] },
    ...scenarios,
    ...skills,
    { path: EVIDENCE.rows, pieces: [rowsCsv(rows, summary.note)] },
    { path: EVIDENCE.analysis, pieces: [analysisText(analysis)] },
    { path: EVIDENCE.report, pieces: [renderReport({ view, analysis, rows })] },
    { path: EVIDENCE.events, pieces: eventLines(lab, experimentId) },
  ];
}

const PAGE = 100;

/** Every event of every ended run, run by run. */
async function* eventLines(lab: Lab, experimentId: string): AsyncGenerator<string> {
  let cursor: string | undefined;
  do {
    const page = await lab.store.runs.list({
      experiment: experimentId,
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const { runId, status } of page.runs) {
      if (isAtWork(status)) continue;
      const events = await lab.store.events.list(runId);
      yield events.map((event) => `${JSON.stringify(event)}\n`).join('');
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

/** The files and, last, the checksums of all of them. */
async function* zipFiles(files: readonly EvidenceFile[]): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  let problem: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error) problem = error;
    else ready.push(chunk);
  });
  const encoder = new TextEncoder();
  const sums: string[] = [];
  for (const { path, pieces } of files) {
    const entry = new ZipDeflate(path, { level: 6 });
    const hash = createHash('sha256');
    zip.add(entry);
    for await (const piece of pieces) {
      const data = encoder.encode(piece);
      hash.update(data);
      entry.push(data);
      if (problem) throw problem;
      yield* ready.splice(0);
    }
    entry.push(new Uint8Array(), true);
    sums.push(`${hash.digest('hex')}  ${path}\n`);
  }
  const last = new ZipDeflate(EVIDENCE.checksums, { level: 6 });
  zip.add(last);
  last.push(encoder.encode(sums.join('')), true);
  zip.end();
  yield* ready.splice(0);
}
