import { Skeleton } from '#components/ui/skeleton.tsx';

export default function Loading() {
  return (
    <div className="flex w-full flex-col gap-4 p-4" aria-busy="true">
      <h1 className="text-lg font-semibold">Skills</h1>
      <p role="status" className="sr-only">
        Loading skills
      </p>
      <Skeleton className="h-40 w-full rounded-lg" />
      <Skeleton className="h-20 w-full rounded-lg" />
    </div>
  );
}
