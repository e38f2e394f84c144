import { serveHandler } from '#lib/testing/serve-handler.ts';
import { openPlace } from './open-place.ts';
import { placeSchema } from './place.ts';
import { watchProcess } from './watch-process.ts';

/** The embedded Acontext as a process of its own, over HTTP. Argument: its place. Answers every message with its usage. */
const open = await openPlace(placeSchema.parse(JSON.parse(process.argv[2] ?? '')));
const { url } = await serveHandler(open.handle);
const usage = watchProcess();
process.on('message', () => {
  void usage().then((reading) => process.send?.(reading));
});
process.once('disconnect', () => {
  void open.close().finally(() => process.exit());
});
process.send?.({ url });
