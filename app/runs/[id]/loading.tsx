import { Skeleton } from '#components/ui/skeleton.tsx';

export default function Loading() {
  return (
    <div className="flex flex-col gap-3 p-3 xl:px-4" aria-busy="true">
      <h1 className="sr-only">Run</h1>
      <p role="status" className="sr-only">
        Loading the run
      </p>
      <Skeleton className="h-6 w-72" />
      <Skeleton className="h-4 w-96 max-w-full" />
      <div className="grid gap-3 lg:grid-cols-2 xl:grid-cols-3">
        <Skeleton className="h-96 w-full rounded-lg" />
        <Skeleton className="h-96 w-full rounded-lg" />
        <Skeleton className="h-96 w-full rounded-lg" />
      </div>
    </div>
  );
}
