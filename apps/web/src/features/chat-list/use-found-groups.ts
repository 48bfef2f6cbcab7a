import type { FoundGroup } from '@bridges/contracts';
import { useEffect, useState } from 'react';
import { client } from '../../realtime/client.ts';

const nothing: { query: string; groups: readonly FoundGroup[] } = { query: '', groups: [] };

/** Public groups whose title or address holds the query, asked after a short pause in typing. */
export function useFoundGroups(query: string): readonly FoundGroup[] {
  const [found, setFound] = useState(nothing);
  useEffect(() => {
    if (query.length < 2) return;
    let isOld = false;
    const timer = setTimeout(() => {
      client.rest.groups.list({ search: query, scope: 'public', limit: 20 }).then(
        ({ groups }) => !isOld && setFound({ query, groups: groups.filter(({ role }) => role === null) }),
        () => undefined,
      );
    }, 300);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [query]);
  return query.length < 2 ? nothing.groups : found.groups;
}
