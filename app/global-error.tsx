'use client';

import './globals.css';
import { PageError } from '#components/frame/page-error.tsx';

/** Stands in when the frame itself fails. */
export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <html lang="en">
      <head>
        <title>Auto-Learn Lab</title>
      </head>
      <body className="font-sans">
        <main>
          <PageError message={error.message} digest={error.digest} onRetry={reset} />
        </main>
      </body>
    </html>
  );
}
