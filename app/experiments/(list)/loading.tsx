import { Skeleton } from '#components/ui/skeleton.tsx';

export default function Loading() {
  return (
    <div className="flex w-full flex-col gap-3 p-3 xl:px-4" aria-busy="true">
      <h1 className="text-lg font-semibold">Experiments</h1>
      <p role="status" className="sr-only">
        Loading experiments
      </p>
      <Skeleton className="h-64 w-full rounded-lg" />
      <Skeleton className="h-40 w-full rounded-lg" />
    </div>
  );
}
