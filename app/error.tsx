'use client';

import { PageError } from '#components/frame/page-error.tsx';

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return <PageError message={error.message} digest={error.digest} onRetry={reset} />;
}
