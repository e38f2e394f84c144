import { z } from 'zod';
import { casesOf } from '../conformance-case.ts';
import { expectEqual, NotApplicable, readAs, show } from '../expectations.ts';
import { newDisk, newSkill, skillMd, someId, someName } from '../making.ts';
import type { Api } from '../open-api.ts';

/** Sandboxes need a provider: a server without one is complete all the same. */
async function newSandbox(api: Api): Promise<string> {
  const answer = await api.call('POST', '/sandbox', { json: {} });
  if (answer.status >= 500) throw new NotApplicable(`no sandbox provider: ${show(answer.body)}`);
  expectEqual('HTTP status', answer.status, 201);
  return readAs('sandbox', z.object({ id: z.string() }), answer.body?.data).id;
}

export const sandboxCases = casesOf('sandboxes', [
  {
    route: 'POST /sandbox',
    behaviour: 'starts a sandbox that runs a command',
    run: async (api) => {
      const id = await newSandbox(api);
      await api.ok('POST', `/sandbox/${id}/exec`, z.unknown(), { json: { command: 'echo hello' } });
      await api.call('DELETE', `/sandbox/${id}`);
    },
  },
  {
    route: 'POST /disk/:id/artifact/download_to_sandbox',
    behaviour: 'refuses a sandbox that is not there',
    run: async (api) => {
      const disk = await newDisk(api);
      const json = { file_path: '/', filename: 'a.md', sandbox_id: someId(), sandbox_path: '/tmp' };
      await api.refused(
        'POST',
        `/disk/${disk.id}/artifact/download_to_sandbox`,
        { status: [400, 404, 500] },
        { json },
      );
    },
  },
  {
    route: 'POST /agent_skills/:id/download_to_sandbox',
    behaviour: 'refuses a sandbox that is not there',
    run: async (api) => {
      const skill = await newSkill(api, { 'SKILL.md': skillMd(someName()) });
      const refusal = { status: [400, 404, 500] };
      const path = `/agent_skills/${skill.id}/download_to_sandbox`;
      await api.refused('POST', path, refusal, { json: { sandbox_id: someId() } });
    },
  },
]);
