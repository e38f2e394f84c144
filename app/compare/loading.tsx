import { PageLoading } from '#components/frame/page-loading.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

export default function Loading() {
  return (
    <PageLoading title="Compare runs" what="the comparison">
      <Skeleton className="h-12 w-full" />
      <Skeleton className="h-16 w-[80ch] max-w-full" />
      <div className="grid gap-4 xl:grid-cols-[3fr_2fr]">
        <Skeleton className="h-64 rounded-lg" />
        <Skeleton className="h-64 rounded-lg" />
      </div>
    </PageLoading>
  );
}
