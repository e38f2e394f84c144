import { connection } from 'next/server';
import { RunPage } from '#components/run/run-page.tsx';
import { layoutTopology } from '#components/run/layout-topology.ts';
import { sampleRunEvents, sampleWorld } from '../../../lib/testing/sample-run.ts';
import { buildLog } from '../../../lib/testing/build-log.ts';
export default async function P({ searchParams }: any) { await connection(); const q = await searchParams;
 const ev: any[] = sampleRunEvents();
 const bodies: any[] = ev.slice(0, 4).map(({type, data}) => ({type, data}));
 bodies[1].data = { ...bodies[1].data, skills: [{name:'incident-response', description:'How to find and fix a gateway that gives up before its upstream answers.', versionId: null}], systemPrompt: 'You resolve incidents.\n'.repeat(40) };
 const n = Number(q.n ?? 10);
 for (let i = 1; i <= n; i++) {
  const skill = i === 1 || i === 2;
  const name = skill ? (i === 1 ? 'get_skill' : 'get_skill_file') : i % 7 === 6 ? 'update_config' : i % 11 === 5 ? 'delete_everything' : 'check_logs';
  const kind = skill ? 'skill' : name === 'update_config' ? 'write' : name === 'check_logs' ? 'read' : 'unknown';
  const args = skill ? '{"skill_name":"incident-response"}' : kind === 'write' ? '{"service_name":"front-proxy","key":"upstream_timeout_ms","value":10000}' : kind === 'unknown' ? '{"service_name": "ord' : JSON.stringify({service_name:'front-proxy', lines: i});
  bodies.push({type:'inference.completed', data:{turn:i, content: i % 3 ? 'I look at call ' + i : i === 3 ? 'A very long thought. '.repeat(200) : '', toolCalls:[{id:'c'+i, name, arguments: args}, ...(i === n ? [{id:'x', name:'restart_service', arguments:'{"service_name":"orders"}'}] : [])], finishReason: i === 4 ? 'length' : 'tool_calls', usage:{inputTokens: 1000*i, outputTokens:40, cachedInputTokens:0}, cost: 0.0012, durationMs: 1200, paceMs:0, retries: i === 4 ? 2 : 0}});
  bodies.push({type:'tool_call.completed', data:{turn:i, call:i, callId:'c'+i, name, kind, arguments: args, result: kind === 'unknown' ? 'There is no tool called delete_everything.' : Array.from({length: i % 9 === 3 ? 200 : 6}, (_, k) => `2026-11-22T10:00:${k} line ${k} of call ${i} ${'x'.repeat(k === 3 ? 300 : 10)}`).join('\n'), outcome: kind === 'unknown' ? 'rejected' : 'ok', durationMs: 3, world: skill || kind === 'unknown' ? null : sampleWorld(i, i > 6 ? 'stored' : 'broken')}});
 }
 const err = { code: 'model_rate_limited', message: 'The model’s server refused 5 times in a row: 429 Too Many Requests.', hint: 'Wait a minute, or use another key, then rerun.' };
 if (q.end === 'failed') bodies.push({type:'session.storing_failed', data:{index: 8, error:{code:'acontext_unreachable', message:'Acontext did not answer.', hint:'Look whether it runs.'}}}, {type:'run.failed', data:{error: err}});
 if (q.end === 'cancelled') bodies.push({type:'run.cancel_requested', data:{}}, {type:'run.cancelled', data:{}});
 if (q.end === 'cap') bodies.push({type:'agent.stopped', data:{reason:'call_cap', finalMessage:''}}, ...ev.filter((e) => ['evaluation.completed','run.completed','learning.requested','learning.progressed','task.extracted','distillation.completed','skill.updated'].includes(e.type)).map(({type, data}: any) => ({type, data})), {type:'learning.failed', data:{attempt:1, error:{code:'learning_failed', message:'The skill learner gave up after 3 tries.', hint:'Learn again.'}}});
 return <RunPage runId="run_sample" initialEvents={buildLog('run_sample', bodies)} layout={layoutTopology(sampleWorld(0))} />; }
