import { createEnvironment, findScenario } from '#lib/environment/index.ts';
import { runLoop, type Skill } from './run-loop.ts';
import { distil, extractTasks, learn, renderDistilled } from './learn-loop.ts';
const run = async (id: string, seed: number, skills: Skill[]) => {
  const env = createEnvironment(findScenario(id)!, seed);
  const r = await runLoop(
    { request: env.request, call: (n, a) => env.execute(n, JSON.stringify(a)).result },
    { seed, skills },
  );
  return { r, env, v: env.evaluate(r.final) };
};
const { r, env } = await run(process.argv[2] ?? 'classic-act-1', 1, []);
const tasks = await extractTasks(r.messages);
for (const c of tasks) console.log(c.name, JSON.stringify(c.args));
const d = await distil(r.messages, { status: 'success', description: env.request, progress: [] });
const text = renderDistilled(d);
console.log(text);
const skills: Skill[] = [
  {
    name: 'daily-logs',
    description:
      "Keeps a log of what was done and what happened, one file per day. Use it when something of the day is worth recording or when the user's memory is read or edited.",
    files: { 'SKILL.md': '# Daily' },
  },
  {
    name: 'user-general-facts',
    description:
      'Holds general facts about the user by topic: preferences, background, constraints. Use it when a lasting fact about the user becomes known or is needed.',
    files: { 'SKILL.md': '# U' },
  },
];
const l = await learn(text, skills);
for (const c of l.calls) console.log(c.name, JSON.stringify(c.args).slice(0, 300));
for (const [p, t] of Object.entries(skills.at(-1)!.files)) console.log('-----', p, '\n' + t);
for (const id of ['classic-act-2', 'classic-act-2-twin', 'classic-act-1'])
  for (const s of [1, 2]) {
    const x = await run(id, s, skills);
    const c = await run(id, s, []);
    console.log(
      id,
      s,
      'learned',
      x.r.devops,
      '+',
      x.r.skill,
      x.v.verified,
      ' control',
      c.r.devops,
      c.v.verified,
    );
    if (s === 1) console.log(x.r.path.join('\n  '));
    if (process.env.V) console.log(x.r.texts.join('\n  >> '));
  }
