import { createEnvironment, findScenario, deriveScenario } from '#lib/environment/index.ts';
import { runLoop, type Skill } from './run-loop.ts';
import { distil, learn, renderDistilled } from './learn-loop.ts';
const play = async (id: string, seed: number, skills: Skill[]) => {
  const env = createEnvironment(findScenario(id)!, seed);
  const r = await runLoop(
    { request: env.request, call: (n, a) => env.execute(n, JSON.stringify(a)).result },
    { seed, skills },
  );
  return { r, env, v: env.evaluate(r.final) };
};
const agg: Record<
  string,
  { n: number; ok: number; dev: number[]; sk: number[]; diag: number; wrong: number }
> = {};
const add = (k: string, x: Awaited<ReturnType<typeof play>>) => {
  const a = (agg[k] ??= { n: 0, ok: 0, dev: [], sk: [], diag: 0, wrong: 0 });
  a.n++;
  a.ok += x.v.verified ? 1 : 0;
  a.dev.push(x.r.devops);
  a.sk.push(x.r.skill);
  a.diag += x.v.diagnosis.score;
  a.wrong += x.v.metrics.wrongWrites;
};
const t0 = performance.now();
for (let seed = 1; seed <= 30; seed++) {
  const first = await play('classic-act-1', seed, []);
  add('act1 none', first);
  const skills: Skill[] = [];
  await learn(
    renderDistilled(await distil(first.r.messages, { status: 'success', description: first.env.request })),
    skills,
  );
  for (const id of ['classic-act-2', 'classic-act-2-twin']) {
    add(id + ' learned', await play(id, seed, skills));
    add(id + ' none', await play(id, seed, []));
  }
}
for (const [k, a] of Object.entries(agg))
  console.log(
    k,
    `n=${a.n} verified=${a.ok} devops=${Math.min(...a.dev)}–${Math.max(...a.dev)} mean ${(a.dev.reduce((x, y) => x + y) / a.n).toFixed(2)} skill=${Math.min(...a.sk)}–${Math.max(...a.sk)} diag=${(a.diag / a.n).toFixed(0)} wrongWrites=${a.wrong}`,
  );
console.log(((performance.now() - t0) / 150).toFixed(1), 'ms per run');
