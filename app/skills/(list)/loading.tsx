import { PageLoading } from '#components/frame/page-loading.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';

export default function Loading() {
  return (
    <PageLoading title="Skills" what="skills">
      <Skeleton className="h-40 w-full rounded-lg" />
      <Skeleton className="h-20 w-full rounded-lg" />
    </PageLoading>
  );
}
