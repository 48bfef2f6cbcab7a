import { ApiError } from '@bridges/sdk';
import { usePages } from '../../ui/use-pages.ts';

/** One answer for each `key`; asked anew it stays shown until the next one is there. `isGone`: there is no such thing. */
export function useKept<Answer>(key: string, ask: () => Promise<Answer>) {
  const { pages, error, reload } = usePages(key, async () => ({ answer: await ask(), nextCursor: null }));
  const isGone = error instanceof ApiError && (error.status === 404 || error.status === 400);
  return { answer: pages[0]?.answer, hasFailed: error !== null, isGone, reload };
}
