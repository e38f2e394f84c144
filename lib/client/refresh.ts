import { keepAsking } from './keep-asking.ts';

const LISTS = /^\/api\/(runs|story|skills)\b/;

/** Asks the lab again for what is shown of `path`, or of every list that is shown; resolves once the answers are there. */
export async function refresh(path?: string): Promise<void> {
  // Pages without a list need not carry the cache's code before something happens.
  const { mutate } = await keepAsking(() => import('swr'));
  await mutate((key) => typeof key === 'string' && (path === undefined ? LISTS.test(key) : key === path));
}
