import { tinyWorld } from '/work/main/lib/models/offline/testing/tiny-world.ts';
import { runLoop, type Skill } from '/work/main/lib/models/offline/testing/run-loop.ts';
export function show(r: any, w: any) {
  let i = 0;
  for (const m of r.messages.slice(2)) {
    if (m.role === 'assistant') {
      console.log('»', m.content);
      for (const c of m.tool_calls ?? []) console.log('     ', ++i, c.function.name, c.function.arguments);
    } else if (process.env.V) console.log(m.content.replace(/^/gm, '        | '));
  }
  console.log({ devops: r.devops, skill: r.skill, fixed: w.isFixed() });
  console.log();
}
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
if (import.meta.main) {
  for (const [o, s] of [
    [{}, []],
    [{ fault: 'early' }, []],
    [{ fault: 'none' }, []],
    [{ limit: 1200, limitMs: 1200 }, [demoSkill]],
    [{}, [demoSkill]],
    [{ fault: 'early' }, [demoSkill]],
    [
      {
        limitKey: 'proxy_read_timeout',
        limit: '2s',
        toMs: (v: string) => parseFloat(v) * 1000,
        tailMs: 2900,
      },
      [demoSkill],
    ],
  ] as any) {
    const w = tinyWorld(o);
    console.log('=====', JSON.stringify(o), s.length);
    show(await runLoop(w, { skills: s }), w);
  }
}
