import { useCallback, useEffect, useRef, useState } from 'react';

const pauseMs = 300;

interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}
interface Found<Item> extends Page<Item> {
  /** Which question this answers. */
  key: string;
  hasFailed: boolean;
}

/**
 * A list that comes in pages. A new question (`key`) is asked after a short pause where it is typed; `reload`
 * asks for the first page again and keeps what is shown until it is there.
 */
export function usePages<Item>(
  key: string,
  ask: (cursor: string | undefined) => Promise<Page<Item>>,
  isTyped: boolean,
) {
  const [found, setFound] = useState<Found<Item>>({ key: '', items: [], nextCursor: null, hasFailed: false });
  const [attempt, setAttempt] = useState(0);
  const isLoadingMore = useRef(false);
  const asking = useRef(ask);
  useEffect(() => {
    asking.current = ask;
  }, [ask]);

  useEffect(() => {
    let isOld = false;
    const timer = setTimeout(
      () => {
        asking.current(undefined).then(
          (page) => !isOld && setFound({ ...page, key, hasFailed: false }),
          () =>
            !isOld &&
            setFound((before) =>
              // What is there is better than a notice.
              before.key === key ? before : { key, items: [], nextCursor: null, hasFailed: true },
            ),
        );
      },
      isTyped ? pauseMs : 0,
    );
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [key, isTyped, attempt]);

  const reload = useCallback(() => setAttempt((count) => count + 1), []);
  const loadMore = async () => {
    if (isLoadingMore.current || found.nextCursor === null || found.key !== key) return;
    isLoadingMore.current = true;
    try {
      const page = await asking.current(found.nextCursor);
      setFound((before) =>
        before.key === key
          ? { ...before, items: [...before.items, ...page.items], nextCursor: page.nextCursor }
          : before,
      );
    } catch {
      // Scrolling on asks again.
    } finally {
      isLoadingMore.current = false;
    }
  };
  return {
    items: found.key === key ? found.items : [],
    isLoading: found.key !== key,
    hasFailed: found.hasFailed && found.key === key,
    hasMore: found.nextCursor !== null && found.key === key,
    loadMore,
    reload,
  };
}
