import { parseEntries } from '../procedure/parse-entries.ts';
import { parseStep } from '../procedure/parse-step.ts';
const t = `## 502 errors: time limit below the latency of an upstream (date: 2031-05-02)
- **Principle:** A.
- **When to Apply:** A service returns 5xx errors, and its log shows upstream timeouts or slow answers.
- **Steps:**
  1. Read the log of the service that returns the errors and note which upstream it names as slow or not answering.
  4. Increase the retries to 5.
  5. Restart the service that returns the errors, because the new value counts only after a restart.
`;
console.log(JSON.stringify(parseEntries(t), null, 1));
for (const s of parseEntries(t)[0]!.steps) console.log(JSON.stringify(parseStep(s)));
