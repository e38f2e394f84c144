import { expect, it } from 'vitest';
import { refuseMalformedPath } from './refuse-malformed-path.ts';

const ask = async (path: string) => {
  const refused = refuseMalformedPath(new Request(`http://127.0.0.1:3000${path}`));
  return refused && { status: refused.status, body: await refused.json() };
};

it.each(['/api/runs/%E0%A4%A', '/api/runs/%', '/api/skills/%zz/lint', '/api/runs/%FF'])(
  'refuses %s in the words of the lab',
  async (path) => {
    expect(await ask(path)).toMatchObject({ status: 400, body: { error: { code: 'invalid_input' } } });
  },
);

it("refuses in Acontext's and in OpenAI's words where those are spoken", async () => {
  expect(await ask('/acontext/api/v1/session/%E0%A4%A')).toMatchObject({
    status: 400,
    body: { code: 400, msg: 'parameter error' },
  });
  expect(await ask('/openai/v1/models/%')).toMatchObject({
    status: 400,
    body: { error: { type: 'invalid_request_error' } },
  });
});

it('refuses the address of a page in plain words', async () => {
  const refused = refuseMalformedPath(new Request('http://127.0.0.1:3000/runs/%E0%A4%A'));
  expect(refused?.status).toBe(400);
  expect(await refused?.text()).toContain('%');
});

it.each(['/api/runs/run_1', '/api/runs/50%25', '/api/scenarios/%E2%82%AC', '/api/runs?q=%E0%A4%A'])(
  'lets %s pass',
  async (path) => {
    expect(await ask(path)).toBeNull();
  },
);
