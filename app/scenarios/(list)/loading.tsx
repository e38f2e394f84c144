import { Skeleton } from '#components/ui/skeleton.tsx';

export default function Loading() {
  return (
    <div className="flex w-full flex-col gap-3 p-3 xl:px-4" aria-busy="true">
      <h1 className="text-lg font-semibold">Scenarios</h1>
      <p role="status" className="sr-only">
        Loading scenarios
      </p>
      <Skeleton className="h-7 w-80 max-w-full" />
      <Skeleton className="h-96 w-full rounded-lg" />
    </div>
  );
}
