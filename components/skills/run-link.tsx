import Link from 'next/link';

/** A run by the end of its id, which is the part that tells runs of one moment apart. */
export function RunLink({ runId }: { runId: string }) {
  return (
    <Link
      href={`/runs/${encodeURIComponent(runId)}`}
      title={runId}
      className="font-mono text-xs text-accent underline underline-offset-2 hover:no-underline"
    >
      run …{runId.slice(-6)}
    </Link>
  );
}
