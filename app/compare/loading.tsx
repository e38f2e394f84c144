import { Skeleton } from '#components/ui/skeleton.tsx';

export default function Loading() {
  return (
    <div className="flex w-full flex-col gap-4 p-4" aria-busy="true">
      <h1 className="text-lg font-semibold">Compare runs</h1>
      <p role="status" className="sr-only">
        Loading the comparison
      </p>
      <Skeleton className="h-12 w-full" />
      <Skeleton className="h-16 w-[80ch] max-w-full" />
      <div className="grid gap-4 xl:grid-cols-[3fr_2fr]">
        <Skeleton className="h-64 rounded-lg" />
        <Skeleton className="h-64 rounded-lg" />
      </div>
    </div>
  );
}
