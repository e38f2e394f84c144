import { PageLoading } from '#components/frame/page-loading.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

export default function Loading() {
  return (
    <PageLoading title="Runs" what="runs">
      <Skeleton className="h-7 w-80 max-w-full" />
      <Skeleton className="h-96 w-full rounded-lg" />
    </PageLoading>
  );
}
