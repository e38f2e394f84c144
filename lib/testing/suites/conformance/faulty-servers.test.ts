import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { learningHarness, TEST_KEY, type LearningHarness } from '#lib/testing/learning-harness.ts';
import { serveHandler } from '#lib/testing/serve-handler.ts';
import { conformanceCases, nameOf, runCase, type Area } from './index.ts';

/** Servers that are right but for one thing: the suite has to say so. */
interface Answer {
  status: number;
  body: Record<string, unknown>;
}
type Fault = (request: Request, answer: Answer) => Answer;

let lab: LearningHarness;
let fault: Fault;
let server: Awaited<ReturnType<typeof serveHandler>>;

const objectSchema = z.record(z.string(), z.unknown());

beforeAll(async () => {
  lab = await learningHarness();
  server = await serveHandler(async (request) => {
    const response = await lab.learning.handle(request);
    // The clean-up is not what is tried here.
    if (!response.headers.get('content-type')?.includes('json') || request.method === 'DELETE')
      return response;
    const { status, body } = fault(request, {
      status: response.status,
      body: objectSchema.parse(await response.json()),
    });
    return Response.json(body, { status });
  });
});
afterAll(async () => {
  await server.close();
  await lab.close();
});

const pathOf = (request: Request): string => new URL(request.url).pathname;

/** Changes the data of successful answers. */
const changing =
  (change: (data: Record<string, unknown>, request: Request) => unknown): Fault =>
  (request, answer) => {
    const data = objectSchema.safeParse(answer.body['data']).data;
    return answer.status < 300 && data
      ? { ...answer, body: { ...answer.body, data: change(data, request) } }
      : answer;
  };

const reversed = (value: unknown): unknown => (Array.isArray(value) ? value.toReversed() : value);

const FAULTS: [what: string, area: Area, fault: Fault, unhappy: string][] = [
  [
    'that creates with 200',
    'spaces',
    (_request, answer) => (answer.status === 201 ? { ...answer, status: 200 } : answer),
    'POST /learning_spaces keeps meta and user',
  ],
  [
    'that answers every refusal with 500',
    'sessions',
    (_request, answer) => (answer.status >= 400 ? { ...answer, status: 500 } : answer),
    'POST /session refuses a use_uuid that is no UUID',
  ],
  [
    'that always puts data into the envelope',
    'sessions',
    (_request, answer) => ({ ...answer, body: { data: null, ...answer.body } }),
    'PUT /session/:id/configs replaces the configs and answers no data',
  ],
  [
    'that sends lists newest first',
    'events',
    changing((data) => ({ ...data, items: reversed(data['items']) })),
    'GET /session/:id/events pages from either end',
  ],
  [
    'that never has more',
    'users',
    changing(({ next_cursor: _gone, ...data }) => ({ ...data, has_more: false })),
    'GET /user/ls pages by cursor and refuses limits above 200',
  ],
  [
    'that forgets the meta of messages',
    'messages',
    changing((data, request) => (pathOf(request).endsWith('/messages') ? { ...data, meta: {} } : data)),
    'POST /session/:id/messages gives back the caller’s meta and nothing else in it',
  ],
  [
    'that does not edit',
    'edits',
    changing((data) =>
      Array.isArray(data['items'])
        ? {
            ...data,
            items: data['items'].map((item) => ({ ...objectSchema.parse(item), content: 'result 0' })),
          }
        : data,
    ),
    'GET /session/:id/messages remove_tool_result keeps three and says Done when nothing else is asked for',
  ],
  [
    'that spells the file index as the documentation does',
    'skills',
    changing(({ file_index: fileIndex, ...data }) => ({
      ...data,
      ...(fileIndex !== undefined && { fileIndex }),
    })),
    'POST /agent_skills takes a zip and reads name and description from SKILL.md',
  ],
  [
    'that calls a failed flush what others call a success',
    'tasks',
    changing((data) => ('errmsg' in data ? { ...data, status: 0 } : data)),
    'POST /session/:id/flush of a session without waiting messages answers status 200 at once',
  ],
];

test.each(FAULTS)('a server %s does not pass', async (_what, area, thisFault, unhappy) => {
  fault = thisFault;
  const target = { baseUrl: `${server.url}/api/v1`, apiKey: TEST_KEY, learnWithinMs: 1000 };
  const failed: string[] = [];
  for (const each of conformanceCases.filter((one) => one.area === area && one.needs === undefined)) {
    if ((await runCase(each, target)).outcome === 'failed') failed.push(nameOf(each));
  }
  expect(failed).toContain(unhappy);
});

test('a server without a fault does', async () => {
  fault = (_request, answer) => answer;
  const target = { baseUrl: `${server.url}/api/v1`, apiKey: TEST_KEY, learnWithinMs: 1000 };
  const results: string[] = [];
  for (const each of conformanceCases.filter(({ area }) => area === 'events')) {
    results.push((await runCase(each, target)).outcome);
  }
  expect(new Set(results)).toEqual(new Set(['passed']));
});
