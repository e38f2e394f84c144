import type { StreamItem } from './watch-events.ts';

/** Server-Sent Events of the stream (WHATWG HTML 9.2). `id:` is the store's position; deltas and pings have none. */
export function toSse(item: StreamItem): string {
  switch (item.kind) {
    case 'hello':
      return `retry: 1000\nevent: hello\ndata: ${JSON.stringify({ position: item.position })}\n\n`;
    case 'event':
      return `id: ${item.stored.position}\nevent: run\ndata: ${JSON.stringify(item.stored)}\n\n`;
    case 'delta':
      return `event: delta\ndata: ${JSON.stringify(item.delta)}\n\n`;
    case 'ping':
      return ': ping\n\n';
  }
}
