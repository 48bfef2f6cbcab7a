import type { PublicUser } from '@bridges/sdk';
import { useEffect, useState } from 'react';
import { client } from '../../realtime/client.ts';

/** My contacts whose name holds the search; empty until they are known. */
export function useContacts(search: string): readonly PublicUser[] {
  const [found, setFound] = useState<readonly PublicUser[]>([]);
  useEffect(() => {
    let isOld = false;
    const query = { limit: 50, ...(search && { search }) };
    const timer = setTimeout(
      () => {
        client.rest.contacts.list(query).then(
          ({ contacts }) => !isOld && setFound(contacts.map(({ user }) => user)),
          () => !isOld && setFound([]),
        );
      },
      search ? 300 : 0,
    );
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [search]);
  return found;
}
