import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { freePort } from '#lib/testing/free-port.ts';
import { whyNotFree } from './why-not-free.ts';

it('has nothing to say about a free port', async () => {
  expect(await whyNotFree('127.0.0.1', await freePort())).toBeNull();
});

it('names the port that is taken and how to choose another', async () => {
  const port = await freePort();
  const other = createServer();
  await new Promise<void>((resolve) => {
    other.listen(port, '127.0.0.1', resolve);
  });
  const reason = await whyNotFree('127.0.0.1', port);
  expect(reason).toContain(`127.0.0.1:${port}`);
  expect(reason).toContain(`PORT=${port + 1}`);
  other.close();
});

it('says that an address is not one of this machine', async () => {
  expect(await whyNotFree('192.0.2.1', 3000)).toContain('no address 192.0.2.1');
});
