import { useCallback, useEffect, useRef, useState } from 'react';

const pauseMs = 300;

interface Page {
  nextCursor: string | null;
}
interface Found<P> {
  /** Which question this answers. */
  key: string;
  pages: readonly P[];
  error: unknown;
}
/** The page after those that are there. */
interface More {
  key: string;
  isLoading: boolean;
  error: unknown;
}
interface Options {
  /** The question is being typed: it is asked after a short pause. */
  isTyped?: boolean;
  /** False: nothing is asked. */
  isWanted?: boolean;
  /** What was found for the question before stays until the new answer is there. */
  keepsOld?: boolean;
}

/**
 * A list that the server tells page by page. A new question (`key`) gives up the one before, and its late answer is
 * dropped; `reload` asks for the first page again and keeps what is shown until it is there.
 */
export function usePages<P extends Page>(
  key: string,
  ask: (cursor: string | undefined, signal: AbortSignal) => Promise<P>,
  { isTyped = false, isWanted = true, keepsOld = false }: Options = {},
) {
  const [found, setFound] = useState<Found<P>>({ key: '', pages: [], error: null });
  const [more, setMore] = useState<More>({ key: '', isLoading: false, error: null });
  const [attempt, setAttempt] = useState(0);
  const isLoadingMore = useRef(false);
  const asking = useRef(ask);
  const going = useRef(new AbortController());
  useEffect(() => {
    asking.current = ask;
  }, [ask]);

  useEffect(() => {
    if (!isWanted) return;
    const controller = new AbortController();
    going.current = controller;
    const { signal } = controller;
    const first = () =>
      asking.current(undefined, signal).then(
        (page) => !signal.aborted && setFound({ key, pages: [page], error: null }),
        (error: unknown) =>
          !signal.aborted &&
          // What is there is better than a notice.
          setFound((before) => (before.key === key && before.pages[0] ? before : { key, pages: [], error })),
      );
    const timer = setTimeout(() => void first(), isTyped ? pauseMs : 0);
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [key, isTyped, isWanted, attempt]);

  const isCurrent = found.key === key && isWanted;
  const cursor = isCurrent ? (found.pages.at(-1)?.nextCursor ?? null) : null;
  const loadMore = useCallback(async () => {
    if (isLoadingMore.current || cursor === null) return;
    isLoadingMore.current = true;
    setMore({ key, isLoading: true, error: null });
    try {
      const page = await asking.current(cursor, going.current.signal);
      setFound((before) => {
        const isNext = before.key === key && before.pages.at(-1)?.nextCursor === cursor;
        return isNext ? { ...before, pages: [...before.pages, page] } : before;
      });
      setMore({ key, isLoading: false, error: null });
    } catch (error) {
      // Scrolling on asks again.
      setMore({ key, isLoading: false, error });
    } finally {
      isLoadingMore.current = false;
    }
  }, [key, cursor]);
  return {
    pages: isCurrent || (keepsOld && isWanted) ? found.pages : [],
    isLoading: isWanted && !isCurrent,
    error: isCurrent ? found.error : null,
    hasFailed: isCurrent && found.error !== null,
    hasMore: cursor !== null,
    loadMore,
    isLoadingMore: more.key === key && more.isLoading,
    /** Why the next page did not come, until it is asked for again. */
    moreError: more.key === key ? more.error : null,
    reload: useCallback(() => setAttempt((count) => count + 1), []),
  };
}
