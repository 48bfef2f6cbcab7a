import type { GroupMember } from '@bridges/contracts';
import type { PublicUser } from '@bridges/sdk';
import { useCallback, useEffect, useRef, useState } from 'react';
import { client } from '../../realtime/client.ts';

interface Found {
  key: string;
  members: readonly GroupMember[];
  users: Readonly<Record<string, PublicUser>>;
  nextCursor: string | null;
  hasFailed: boolean;
}
const nothing: Found = { key: '', members: [], users: {}, nextCursor: null, hasFailed: false };
const pageSize = 100;

/** The members of a group, page by page and by name; asked anew when somebody comes, goes or has another role. */
export function useMembers(chatId: string, search: string) {
  const key = `${chatId} ${search}`;
  const [found, setFound] = useState(nothing);
  const [round, setRound] = useState(0);
  const isLoadingMore = useRef(false);
  const shown = useRef(0);
  useEffect(() => {
    shown.current = found.key === key ? found.members.length : 0;
  }, [found, key]);

  const ask = useCallback(
    (cursor?: string) =>
      client.rest.groups.members(chatId, {
        limit: pageSize,
        ...(search && { search }),
        ...(cursor && { cursor }),
      }),
    [chatId, search],
  );
  useEffect(() => {
    let isOld = false;
    const load = async () => {
      // As many as are shown already, so that the list does not shrink under the reader.
      const wanted = Math.max(1, shown.current);
      let next = { ...nothing, key };
      do {
        const page = await ask(next.nextCursor ?? undefined);
        next = { ...next, ...added(next, page) };
      } while (next.nextCursor !== null && next.members.length < wanted && !isOld);
      if (!isOld) setFound(next);
    };
    const timer = setTimeout(
      () => {
        load().catch(() => !isOld && setFound((before) => ({ ...before, key, hasFailed: true })));
      },
      search || round > 0 ? 250 : 0,
    );
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [ask, key, search, round]);
  useEffect(
    () =>
      client.onEvent((event) => {
        const isNews =
          (event.ev === 'message' && event.chat === chatId && event.message.kind === 'system') ||
          (event.ev === 'changed' && event.chat === chatId && event.head !== undefined) ||
          (event.ev === 'chat' && event.chat.id === chatId);
        if (isNews) setRound((count) => count + 1);
      }),
    [chatId],
  );
  const loadMore = async () => {
    if (isLoadingMore.current || found.nextCursor === null || found.key !== key) return;
    isLoadingMore.current = true;
    try {
      const page = await ask(found.nextCursor);
      setFound((before) => (before.key === key ? { ...before, ...added(before, page) } : before));
    } catch {
      // Scrolling on asks again.
    } finally {
      isLoadingMore.current = false;
    }
  };
  return {
    members: found.members,
    users: found.users,
    isLoading: found.key !== key,
    hasFailed: found.hasFailed && found.key === key,
    loadMore,
    retry: () => setRound((count) => count + 1),
  };
}

type Page = Awaited<ReturnType<typeof client.rest.groups.members>>;

/** Somebody whose role changed meanwhile may come twice. */
function added(
  { members, users }: Found,
  page: Page,
): Partial<Found> & Pick<Found, 'nextCursor' | 'members'> {
  const known = new Set(members.map(({ userId }) => userId));
  return {
    members: [...members, ...page.members.filter(({ userId }) => !known.has(userId))],
    users: { ...users, ...Object.fromEntries(page.users.map((user) => [user.id, user])) },
    nextCursor: page.nextCursor,
    hasFailed: false,
  };
}
