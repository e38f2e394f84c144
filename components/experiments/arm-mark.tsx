import type { ArmLook } from './arm-look.ts';

/** An arm's name beside its colour. */
export function ArmMark({ look }: { look: ArmLook }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap" title={look.meaning}>
      <span aria-hidden className={`size-2.5 shrink-0 rounded-[3px] bg-current ${look.text}`} />
      {look.word}
    </span>
  );
}
