import type { PublicUser, UserSort } from '@bridges/sdk';
import { useCallback, useEffect, useRef, useState } from 'react';
import { client } from '../../realtime/client.ts';

const pauseMs = 300;

interface Found {
  /** Which question this answers. */
  key: string;
  users: PublicUser[];
  nextCursor: string | null;
  hasFailed: boolean;
}
const nothing: Found = { key: '', users: [], nextCursor: null, hasFailed: false };

/** The directory, page by page; a new query is asked after a short pause in typing. */
export function usePeople(search: string, sort: UserSort, isWanted = true) {
  const key = `${sort} ${search}`;
  const [found, setFound] = useState(nothing);
  const [attempt, setAttempt] = useState(0);
  const isLoadingMore = useRef(false);

  const ask = useCallback(
    (cursor?: string) =>
      client.rest.users.list({ sort, limit: 50, ...(search && { search }), ...(cursor && { cursor }) }),
    [search, sort],
  );
  useEffect(() => {
    if (!isWanted) return;
    let isOld = false;
    const timer = setTimeout(
      () => {
        ask().then(
          ({ users, nextCursor }) => !isOld && setFound({ key, users, nextCursor, hasFailed: false }),
          () => !isOld && setFound({ ...nothing, key, hasFailed: true }),
        );
      },
      search ? pauseMs : 0,
    );
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [ask, key, search, attempt, isWanted]);

  const loadMore = async () => {
    if (isLoadingMore.current || found.nextCursor === null || found.key !== key) return;
    isLoadingMore.current = true;
    try {
      const page = await ask(found.nextCursor);
      setFound((before) =>
        before.key === key
          ? { ...before, users: merge(before.users, page.users), nextCursor: page.nextCursor }
          : before,
      );
    } catch {
      // Scrolling on asks again.
    } finally {
      isLoadingMore.current = false;
    }
  };
  return {
    users: found.users,
    isLoading: isWanted && found.key !== key,
    hasFailed: found.hasFailed && found.key === key,
    hasMore: found.nextCursor !== null,
    loadMore,
    retry: () => setAttempt(attempt + 1),
  };
}

/** Somebody who was seen meanwhile may come twice. */
function merge(users: PublicUser[], more: PublicUser[]): PublicUser[] {
  const known = new Set(users.map(({ id }) => id));
  return [...users, ...more.filter(({ id }) => !known.has(id))];
}
