import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { ScenarioEditor } from '#components/scenarios/edit/scenario-editor.tsx';
import { duplicateHref } from '#components/scenarios/scenario-words.ts';
import { getScenarioSource } from '#lib/server/scenarios/get-scenario-source.ts';
import { getScenarioTitle } from '#lib/server/scenarios/get-scenario-title.ts';
import { readSegment } from '#lib/utils/read-query.ts';

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Edit: ${await getScenarioTitle(readSegment((await params).id))}` };
}

export default async function EditScenarioRoute({ params }: Props) {
  const id = readSegment((await params).id);
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  const source = await getScenarioSource(id).catch(() => null);
  if (!source) notFound();
  // A built-in incident stays as it is; its copy can be changed.
  if (!source.own) redirect(duplicateHref(id));
  const heading = `Edit: ${await getScenarioTitle(id)}`;
  return <ScenarioEditor scenarioId={id} source={source} draftName={id} heading={heading} nonce={nonce} />;
}
