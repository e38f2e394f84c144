/**
 * Takes pieces of work, so many at once, until `take` says that none was left. `firstAlone`: the first shows what a piece takes before the
 * others begin.
 */
export async function inParallel(
  atOnce: number,
  firstAlone: boolean,
  take: () => Promise<boolean>,
): Promise<void> {
  if (firstAlone && !(await take())) return;
  const takeAll = async () => {
    let taken = true;
    while (taken) taken = await take();
  };
  await Promise.all(Array.from({ length: atOnce }, takeAll));
}
