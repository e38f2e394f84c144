import { createEnvironment, findScenario } from '#lib/environment/index.ts';
import { runLoop, type Skill } from './run-loop.ts';
const [id, withSkill, seed] = process.argv.slice(2);
const demoSkill: Skill = {
  name: 'devops-incident-patterns',
  description: 'Reusable patterns for diagnosing and resolving infrastructure incidents',
  files: {
    'SKILL.md': '---\nname: x\ndescription: y\n---\n# DevOps\n## Guidelines\n- a\n',
    'gateway-errors.md': `## API Gateway 502 — Upstream Timeout Mismatch (date: 2026-03-26)
- Principle: 502 errors from a reverse proxy often indicate the upstream
timeout is lower than the backend's actual response time.
- When to Apply: API gateway returning 502s with upstream timeout errors in logs.
- Steps:
1. Check gateway logs for "upstream timeout" errors — note which backend service
2. Compare gateway's upstream_timeout_ms config against the backend's p99 latency
3. If p99 > timeout, increase timeout to at least 3-5x the p99 latency
4. Restart the gateway to apply the new config
5. Verify error rate drops to 0%`,
  },
};
const s = findScenario(id!)!;
const env = createEnvironment(s, Number(seed ?? 1));
console.log(env.request);
const r = await runLoop(
  { request: env.request, call: (n, a) => env.execute(n, JSON.stringify(a)).result },
  { seed: Number(seed ?? 1), skills: withSkill === 's' ? [demoSkill] : [] },
);
let i = 0;
for (const m of r.messages.slice(2) as any[]) {
  if (m.role === 'assistant') {
    console.log('»', m.content);
    for (const c of m.tool_calls ?? []) console.log('     ', ++i, c.function.name, c.function.arguments);
  } else if (process.env.V) console.log(m.content.replace(/^/gm, '        | '));
}
console.log({ devops: r.devops, skill: r.skill });
console.log(JSON.stringify(env.evaluate(r.final), null, 1).slice(0, 1800));
