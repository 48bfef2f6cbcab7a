import type { Relation } from '@bridges/sdk';
import { useEffect } from 'react';
import { client } from '../../realtime/client.ts';
import { useClientState, useConnection } from '../../store/selectors.ts';

/** How I stand to somebody; undefined until it is known. Asked for once it is looked at. */
export function useRelation(userId: string | null): Relation | undefined {
  const relation = useClientState((state) =>
    userId === null ? undefined : state.contacts.relations[userId],
  );
  const isOnline = useConnection().status === 'online';
  const isWanted = userId !== null && relation === undefined && isOnline;
  useEffect(() => {
    if (isWanted) client.loadRelation(userId).catch(() => undefined);
  }, [isWanted, userId]);
  return relation;
}

/** Requests that wait for my answer. */
export const useIncomingCount = (): number => useClientState((state) => state.contacts.incomingCount ?? 0);
