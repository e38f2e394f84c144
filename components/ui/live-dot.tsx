/** Something is under way right now. Never show it on a finished page. */
export function LiveDot({ label = 'live' }: { label?: string }) {
  return (
    <span className="inline-flex items-center gap-1.5 text-xs font-medium text-good">
      <span aria-hidden className="relative flex size-2">
        <span className="absolute size-2 animate-ping rounded-full bg-good opacity-60 motion-reduce:animate-none" />
        <span className="size-2 rounded-full bg-good" />
      </span>
      {label}
    </span>
  );
}
