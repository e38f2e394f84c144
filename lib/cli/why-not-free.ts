import { createServer } from 'node:net';

/** Why a server cannot listen there, in one line; null when it can. */
export function whyNotFree(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => resolve(explain(host, port, 'code' in error ? String(error.code) : '')));
    probe.listen(port, host, () => probe.close(() => resolve(null)));
  });
}

function explain(host: string, port: number, code: string): string {
  const place = `${host}:${port}`;
  switch (code) {
    case 'EADDRINUSE':
      return `Something already listens on ${place}. Stop it, or choose another port: PORT=${port + 1} npm start`;
    case 'EACCES':
      return `Listening on ${place} is not allowed here. Choose a port above 1023: PORT=3000 npm start`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host}. Set HOST to one of its own, or leave it out.`;
    default:
      return `Listening on ${place} failed (${code}).`;
  }
}
