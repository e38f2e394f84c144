import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { z } from 'zod';
import { experimentOptionsSchema } from '#lib/protocol/experiment-http.ts';
import { experimentViewSchema } from '#lib/protocol/experiment.ts';
import { SIMULATED_NOTE } from '#lib/protocol/simulated-note.ts';
import { CHROMIUM_ARGS, findChromium } from '#lib/testing/find-chromium.ts';
import { LabProcess } from '#lib/testing/lab-process.ts';
import { temporaryLab } from '#lib/testing/temporary-lab.ts';

/**
 * The standard experiment (300 runs) with the offline model as a visitor has it: the built app with the flags of `npm start`, its page
 * open in Chromium. Prints wall and processor seconds and the memory of the server. Needs `npm run build`; Linux.
 */
const preset = process.argv[2] ?? 'standard';
/** Flags given here replace those of `npm start`. */
const given = process.argv.slice(3);
const flags = given.length > 0 ? given : flagsOfStart();
const { dataDir, remove } = temporaryLab();
const lab = await LabProcess.start({ dataDir, flags });
console.log(`${flags.join(' ')}\nidle: ${memory('VmRSS')} MiB`);
const act1 = await lab.startPart('act1');
await lab.settled(act1.runId);
const { presets } = await lab.get('/api/experiments/options', experimentOptionsSchema);
const chosen = presets.find(({ id }) => id === preset);
if (!chosen) throw new Error(`no preset ${preset}`);

const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_ARGS });
const page = await browser.newPage();
const { claim, scenarioIds, seeds, arms } = chosen;
const [cpuBefore, began] = [cpuSeconds(), performance.now()];
const { experimentId } = await lab.post(
  '/api/experiments',
  { claim, scenarioIds, seeds, arms, exploratory: true, start: true },
  z.object({ experimentId: z.string() }),
);
await page.goto(`${lab.url}/experiments/${experimentId}`);
let longest = 0;
let view = await look();
while (['running', 'pausing'].includes(view.summary.status.state)) {
  await page.waitForTimeout(1000);
  view = await look();
}
const seconds = (performance.now() - began) / 1000;
console.log(SIMULATED_NOTE);
console.log(
  `${view.progress.runs.done} runs in ${seconds.toFixed(1)} s, ${(cpuSeconds() - cpuBefore).toFixed(1)} s of processor time; longest answer ${longest.toFixed(0)} ms; at most ${memory('VmHWM')} MiB`,
);
console.log(`${view.summary.status.state}: ${view.summary.verdict?.sentence ?? 'no verdict'}`);
await browser.close();
await lab.stop();
remove();
process.exit(0);

async function look() {
  const asked = performance.now();
  const answer = await lab.get(`/api/experiments/${experimentId}`, experimentViewSchema);
  longest = Math.max(longest, performance.now() - asked);
  return answer;
}

function flagsOfStart(): string[] {
  const { scripts } = z
    .object({ scripts: z.object({ start: z.string() }) })
    .parse(JSON.parse(readFileSync('package.json', 'utf8')));
  return scripts.start.match(/--[a-z-]+=\d+/g) ?? [];
}

/** Of the server, which is one process, in MiB: now (VmRSS) or at most so far (VmHWM). */
function memory(line: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${lab.pid}/status`, 'utf8');
  return Math.round(Number(new RegExp(`${line}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
}

/** User and system time of the server; the kernel counts in hundredths. */
function cpuSeconds(): number {
  const [, fields = ''] = readFileSync(`/proc/${lab.pid}/stat`, 'utf8').split(') ');
  const [user, system] = fields.split(' ').slice(11, 13);
  return (Number(user) + Number(system)) / 100;
}
