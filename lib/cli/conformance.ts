import { parseArgs } from 'node:util';
import {
  AREAS,
  conformanceCases,
  countOutcomes,
  renderTable,
  runCase,
  summarise,
  type Area,
  type Target,
  type TriedCase,
} from '#lib/testing/suites/conformance/index.ts';
import { errorMessage } from '#lib/utils/error-message.ts';

/**
 * `npm run conformance -- --base-url <url> --key <key>`: tries on a server what Acontext does, and says what differs. Every
 * case removes what it made; Ctrl-C does too.
 */
const USAGE = `Usage: npm run conformance -- --base-url <url> --key <key> [options]

  --base-url <url>     of the server to try; ends in /api/v1
  --key <key>          its API key (sk-ac-…); or set ACONTEXT_API_KEY
  --only <area>        only this group of routes; may be repeated
                       ${AREAS.slice(0, 8).join(', ')},
                       ${AREAS.slice(8).join(', ')}
  --no-model           leave out what needs the server's model
  --learn-within <s>   how long the server may take to learn from one session (default 180)
  --json               results as JSON
  --help               this text

The exit code is 0 when nothing differs, else 1.`;

interface Options {
  target: Target;
  areas: readonly Area[];
  hasModel: boolean;
  json: boolean;
}

const isArea = (text: string): text is Area => AREAS.some((area) => area === text);

/** The server, or what is wrong with what was said about it. */
function readTarget(
  baseUrl: string | undefined,
  apiKey: string | undefined,
  seconds: string,
): Target | string {
  if (baseUrl === undefined) return '--base-url is missing.';
  if (!/^https?:\/\//.test(baseUrl) || !URL.canParse(baseUrl)) return `--base-url is no address: ${baseUrl}`;
  if (!/\/api\/v1\/?$/.test(baseUrl)) return `--base-url must end in /api/v1: ${baseUrl}`;
  if (!apiKey) return '--key is missing.';
  const learnWithinMs = Number(seconds) * 1000;
  if (!(learnWithinMs > 0)) return `--learn-within must be a number of seconds: ${seconds}`;
  return { baseUrl: baseUrl.replace(/\/$/, ''), apiKey, learnWithinMs };
}

/** The options; or a string: what is wrong with them, empty when help was asked for. */
function readOptions(args: readonly string[]): Options | string {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'base-url': { type: 'string' },
      key: { type: 'string' },
      only: { type: 'string', multiple: true, default: [] },
      'no-model': { type: 'boolean', default: false },
      'learn-within': { type: 'string', default: '180' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return '';
  const target = readTarget(
    values['base-url'],
    values.key ?? process.env.ACONTEXT_API_KEY,
    values['learn-within'],
  );
  if (typeof target === 'string') return target;
  const unknown = values.only.find((area) => !isArea(area));
  if (unknown !== undefined) return `There is no area ${unknown}; the areas are ${AREAS.join(', ')}.`;
  const areas = values.only.length > 0 ? values.only.filter(isArea) : AREAS;
  return { target, areas, hasModel: !values['no-model'], json: values.json };
}

/** Before a hundred cases say the same: is there a server, and does it take the key? */
async function whyNotReady({ baseUrl, apiKey }: Target): Promise<string | null> {
  try {
    const { status } = await fetch(`${baseUrl}/ping`, {
      headers: { authorization: `Bearer ${apiKey}` },
      signal: AbortSignal.timeout(15_000),
    });
    if (status === 200) return null;
    return status === 401 ? 'The server refuses the key.' : `The server answers HTTP ${status} to GET /ping.`;
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    return `No server answers at ${baseUrl}: ${errorMessage(cause ?? error)}`;
  }
}

async function tryAll({ target, areas, hasModel, json }: Options, stop: AbortSignal): Promise<TriedCase[]> {
  const tried: TriedCase[] = [];
  const wanted = conformanceCases.filter(({ area }) => areas.includes(area));
  for (const [index, each] of wanted.entries()) {
    if (stop.aborted) break;
    if (process.stderr.isTTY && !json) {
      process.stderr.write(`\r\u001B[K${index + 1}/${wanted.length} ${each.route}`);
    }
    const result =
      each.needs === 'model' && !hasModel
        ? ({ outcome: 'not_applicable', reason: 'left out by --no-model' } as const)
        : await runCase(each, { ...target, signal: stop });
    // What was cut off says nothing about the server.
    if (!stop.aborted) tried.push({ tried: each, result });
  }
  if (process.stderr.isTTY && !json) process.stderr.write('\r\u001B[K');
  return tried;
}

function report(tried: readonly TriedCase[], { target, json }: Options): void {
  if (!json) {
    console.log(renderTable(tried));
    console.log(`\n${target.baseUrl}: ${summarise(tried)}`);
    return;
  }
  const results = tried.map(({ tried: { area, route, behaviour }, result }) => ({
    area,
    route,
    behaviour,
    ...result,
  }));
  console.log(JSON.stringify({ base_url: target.baseUrl, counts: countOutcomes(tried), results }, null, 2));
}

async function run(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options === '') {
    console.log(USAGE);
    return 0;
  }
  const problem = typeof options === 'string' ? `${options}\n\n${USAGE}` : await whyNotReady(options.target);
  if (typeof options === 'string' || problem !== null) {
    console.error(problem);
    return 1;
  }
  const stop = new AbortController();
  process.once('SIGINT', () => {
    console.error('\nStopping: what the case at hand made is being removed.');
    stop.abort();
  });
  const tried = await tryAll(options, stop.signal);
  report(tried, options);
  return stop.signal.aborted || countOutcomes(tried).failed > 0 ? 1 : 0;
}

process.exitCode = await run().catch((error: unknown) => {
  console.error(`${errorMessage(error)}\n\n${USAGE}`);
  return 1;
});
