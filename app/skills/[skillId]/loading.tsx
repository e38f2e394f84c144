import { Skeleton } from '#components/ui/skeleton.tsx';

export default function Loading() {
  return (
    <div className="flex w-full flex-col gap-4 p-4" aria-busy="true">
      <p role="status" className="sr-only">
        Loading the skill
      </p>
      <Skeleton className="h-14 w-96 max-w-full" />
      <div className="grid gap-4 lg:grid-cols-[13rem_minmax(0,1fr)] xl:grid-cols-[13rem_minmax(0,1fr)_19rem]">
        <Skeleton className="h-32 rounded-lg" />
        <Skeleton className="h-96 rounded-lg" />
        <Skeleton className="hidden h-64 rounded-lg xl:block" />
      </div>
    </div>
  );
}
