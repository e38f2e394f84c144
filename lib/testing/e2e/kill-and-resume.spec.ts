import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { checkStream } from '#lib/protocol/check-stream.ts';
import { conversationOf } from '#lib/protocol/conversation-of.ts';
import { LabProcess } from '../lab-process.ts';
import { temporaryLab, type TemporaryLab } from '../temporary-lab.ts';

const KEY = 'sk-ac-local';

test.describe('kill -9 in the middle of Act 1', () => {
  let folder: TemporaryLab | null = null;
  let lab: LabProcess | null = null;

  test.afterEach(async () => {
    await lab?.stop();
    folder?.remove();
  });

  test('the run goes on by itself, the page catches up, and nothing is lost, doubled or run again', async ({
    page,
  }) => {
    folder = temporaryLab();
    const { dataDir } = folder;
    lab = await LabProcess.start({ dataDir });
    const port = Number(new URL(lab.url).port);
    const { runId } = await lab.startPart('act1', 'watch');
    await page.goto(`${lab.url}/runs/${runId}`);
    await lab.until(runId, 30_000, (run) => run.calls.total >= 3);
    const before = await lab.events(runId);
    await lab.kill();

    lab = await LabProcess.start({ dataDir, port });
    const run = await lab.settled(runId);
    expect(run.status).toEqual({ state: 'completed', outcome: 'verified' });
    expect(run.learning.state).toBe('completed');

    const events = await lab.events(runId);
    expect(checkStream(events)).toEqual([]);
    expect(events.slice(0, before.length)).toEqual(before);
    // The time in which no lab was up is told, and is no time of the run.
    const time = (at: string | undefined) => Date.parse(at ?? '');
    const atOf = (wanted: string) => time(events.find(({ type }) => type === wanted)?.at);
    const lost = events.map((event) => {
      if (event.type === 'inference.completed') return event.data.paceMs;
      return event.type === 'run.resumed' ? time(event.at) - time(event.data.since) : 0;
    });
    expect(events.filter(({ type }) => type === 'run.resumed')).toHaveLength(1);
    expect(run.activeMs).toBe(
      Math.max(0, atOf('run.completed') - atOf('run.started') - lost.reduce((sum, ms) => sum + ms, 0)),
    );
    await expect(page.getByText('Verified', { exact: false }).first()).toBeVisible({ timeout: 15_000 });

    // Acontext holds the conversation once, in order.
    const session = events.find((event) => event.type === 'session.created');
    if (session?.type !== 'session.created') throw new Error('no session');
    const stored = await fetch(`${lab.url}/acontext/api/v1/session/${session.data.sessionId}/messages`, {
      headers: { authorization: `Bearer ${KEY}` },
    });
    const { data } = z
      .object({ data: z.object({ items: z.array(z.object({ role: z.string() })) }) })
      .parse(await stored.json());
    expect(data.items.map(({ role }) => role)).toEqual(conversationOf(events).map(({ role }) => role));
  });
});
