import { useCallback, useEffect, useEffectEvent, useState } from 'react';

interface Page {
  nextCursor: string | null;
}

/** A list that the server tells page by page; `reload` starts over. */
export function usePages<P extends Page>(ask: (cursor?: string) => Promise<P>) {
  const [pages, setPages] = useState<readonly P[] | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const [round, setRound] = useState(0);
  const first = useEffectEvent(() => ask());
  useEffect(() => {
    let isOld = false;
    first().then(
      (page) => {
        if (isOld) return;
        setPages([page]);
        setFailed(false);
      },
      () => !isOld && setFailed(true),
    );
    return () => {
      isOld = true;
    };
  }, [round]);
  const cursor = pages?.at(-1)?.nextCursor ?? null;
  const loadMore = async () => {
    if (cursor === null) return;
    const page = await ask(cursor).catch(() => null);
    if (page) setPages((before) => [...(before ?? []), page]);
  };
  const reload = useCallback(() => setRound((count) => count + 1), []);
  return { pages: pages ?? [], isLoading: pages === null && !hasFailed, hasFailed, cursor, loadMore, reload };
}
