/** First steps with a key, ready to run: is it accepted, and a first session with a message. */
export interface Snippet {
  id: string;
  label: string;
  text: string;
}

interface Access {
  /** Ends in `/api/v1`. */
  baseUrl: string;
  secret: string;
}

export const keySnippets = (access: Access): Snippet[] => [
  { id: 'curl', label: 'curl', text: curl(access) },
  { id: 'typescript', label: 'TypeScript', text: typescript(access) },
  { id: 'python', label: 'Python', text: python(access) },
];

const curl = ({ baseUrl, secret }: Access) => `curl ${baseUrl}/ping -H 'Authorization: Bearer ${secret}'

curl ${baseUrl}/session -H 'Authorization: Bearer ${secret}' \\
  -H 'Content-Type: application/json' -d '{}'`;

const typescript = ({ baseUrl, secret }: Access) => `// npm install @acontext/acontext
import { AcontextClient } from '@acontext/acontext';

const acontext = new AcontextClient({
  apiKey: '${secret}',
  baseUrl: '${baseUrl}',
});
console.log(await acontext.ping());

const session = await acontext.sessions.create();
await acontext.sessions.storeMessage(session.id, { role: 'user', content: 'Hello' });`;

const python = ({ baseUrl, secret }: Access) => `# pip install acontext
from acontext import AcontextClient

acontext = AcontextClient(
    api_key="${secret}",
    base_url="${baseUrl}",
)
print(acontext.ping())

session = acontext.sessions.create()
acontext.sessions.store_message(session.id, blob={"role": "user", "content": "Hello"})`;
