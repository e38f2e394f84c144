import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { PlayStart } from '#components/play/play-start.tsx';
import { DEFAULT_LIMITS } from '#lib/protocol/run-plan.ts';
import { getScenarioTitle } from '#lib/server/scenarios/get-scenario-title.ts';
import { listScenarios } from '#lib/server/scenarios/list-scenarios.ts';
import { readSegment } from '#lib/utils/read-query.ts';

interface Props {
  params: Promise<{ scenarioId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Play: ${await getScenarioTitle(readSegment((await params).scenarioId))}` };
}

export default async function PlayRoute({ params }: Props) {
  await connection();
  const scenarioId = readSegment((await params).scenarioId);
  const { scenarios } = await listScenarios();
  const scenario = scenarios.find((card) => card.scenarioId === scenarioId);
  if (!scenario) notFound();
  return <PlayStart scenario={scenario} maxCalls={DEFAULT_LIMITS.maxCalls} />;
}
