import 'server-only';
import type { ScenarioSource } from '#lib/protocol/scenario.ts';
import { findScenario, textOf } from './find-scenario.ts';
import { getLab } from '../lab/get-lab.ts';
import { found } from '../http/handle-route.ts';

/** The file of a scenario: its newest text, or an earlier version's. */
export async function getScenarioSource(scenarioId: string, version?: number): Promise<ScenarioSource> {
  const { store } = await getLab();
  const it = found(await findScenario(store, scenarioId), `scenario ${scenarioId}`);
  const versions = it.own ? await store.scenarios.versions(scenarioId) : [];
  const asked =
    version === undefined || version === 0
      ? null
      : found(
          versions.find(({ number }) => number === version),
          `version ${version} of ${scenarioId}`,
        );
  return {
    scenarioId,
    own: it.own,
    version: asked?.number ?? it.saved?.number ?? 0,
    text: asked?.text ?? found(textOf(it), `file of ${scenarioId}`),
    versions: versions.map(({ number, hash, createdAt }) => ({ version: number, hash, createdAt })),
  };
}

/** The same as a file to keep. */
export async function exportScenario(scenarioId: string, version?: number): Promise<Response> {
  const source = await getScenarioSource(scenarioId, version);
  const name = source.version > 0 ? `${scenarioId}-v${source.version}.yaml` : `${scenarioId}.yaml`;
  return new Response(source.text, {
    headers: {
      'content-type': 'application/yaml; charset=utf-8',
      'content-disposition': `attachment; filename="${name.replaceAll(/[^\w.-]/g, '-')}"`,
      'cache-control': 'no-store',
    },
  });
}
