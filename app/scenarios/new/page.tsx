import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { duplicateText } from '#components/scenarios/edit/edit-text.ts';
import { emptyText } from '#components/scenarios/edit/starter-text.ts';
import { ScenarioEditor } from '#components/scenarios/edit/scenario-editor.tsx';
import { getScenarioSource } from '#lib/server/scenarios/get-scenario-source.ts';
import { getScenarioTitle } from '#lib/server/scenarios/get-scenario-title.ts';
import { readQuery } from '#lib/utils/read-query.ts';

export const metadata: Metadata = { title: 'New scenario' };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function NewScenarioRoute({ searchParams }: Props) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  const from = readQuery(await searchParams, 'from');
  const original = from === undefined ? null : await getScenarioSource(from).catch(() => null);
  if (from !== undefined && original === null) notFound();
  const text = original ? duplicateText(original.text, `${original.scenarioId}-copy`) : emptyText('shop');
  return (
    <ScenarioEditor
      key={from ?? ''}
      scenarioId={null}
      source={{ text, version: 0, versions: [] }}
      draftName={from === undefined ? 'new' : `copy of ${from}`}
      heading={original ? `Copy of ${await getScenarioTitle(original.scenarioId)}` : 'New scenario'}
      nonce={nonce}
    />
  );
}
