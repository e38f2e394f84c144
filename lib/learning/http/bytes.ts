/**
 * Bytes that strangers wrote, under the lab's own origin: always a download, never a page or a script. `name` is what the
 * file is called.
 */
export function bytesResponse(bytes: Uint8Array, { mime, name }: { mime: string; name: string }): Response {
  const ascii = name.replaceAll(/[^\w.-]/g, '-');
  const encoded = encodeURIComponent(name.toWellFormed());
  return new Response(Uint8Array.from(bytes), {
    headers: {
      'content-type': /^[\w.+-]+\/[\w.+-]+(; ?[\w.+=-]+)*$/.test(mime) ? mime : 'application/octet-stream',
      'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
}
