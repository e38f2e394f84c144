import { parseStep } from '../procedure/parse-step.ts';
for (const t of [
  'Check gateway logs for "upstream timeout" errors — note which backend service',
  "Compare gateway's upstream_timeout_ms config against the backend's p99 latency",
  'If p99 > timeout, increase timeout to at least 3-5x the p99 latency',
  'Restart the gateway to apply the new config',
  'Verify error rate drops to 0%',
  'Read the log of the service that returns the errors and note which upstream it names as slow or not answering.',
  'Check the status of that upstream and note its p99 latency; it may well report healthy.',
  'Read the config of the service that returns the errors and find the setting that limits how long it waits for an answer (a timeout or deadline).',
  'If the p99 latency comes close to that limit or exceeds it, raise the setting to at least 2x the p99 latency.',
  'Restart the service that returns the errors if the change takes effect only after a restart.',
  'Verify with its status that the error rate falls to 0 %.',
  'Increase max_retries to 6',
  'Double the pool size of the database',
  'Set the retry limit to 10',
])
  console.log(t, '\n   ', JSON.stringify(parseStep(t).actions), JSON.stringify(parseStep(t).condition));
