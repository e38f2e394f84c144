/** Next calls this once before it serves. The work lies in another file: the edge bundle must not see Node's API. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { boot } = await import('#lib/server/lab/boot.ts');
  await boot();
}
