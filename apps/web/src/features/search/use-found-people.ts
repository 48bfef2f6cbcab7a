import type { FoundGroup } from '@bridges/contracts';
import type { PublicUser } from '@bridges/sdk';
import { client } from '../../realtime/client.ts';
import { usePages } from '../../ui/use-pages.ts';

const most = 20;
const options = (words: string) => ({ isTyped: true, keepsOld: true, isWanted: words.length >= 2 });

/** People of the directory by name or username, my contacts first; the server knows layouts, alphabets and typing errors. */
export function useFoundPeople(words: string): {
  users: readonly PublicUser[];
  isLoading: boolean;
  error: unknown;
} {
  const { pages, isLoading, error } = usePages(
    words,
    (_cursor, signal) => client.rest.users.list({ search: words, sort: 'relevance', limit: most }, signal),
    options(words),
  );
  return { users: pages.flatMap(({ users }) => users), isLoading, error };
}

/** Public groups by title or address that I am not in. */
export function useFoundGroups(words: string): { groups: readonly FoundGroup[]; isLoading: boolean } {
  const { pages, isLoading } = usePages(
    words,
    (_cursor, signal) => client.rest.groups.list({ search: words, scope: 'public', limit: most }, signal),
    options(words),
  );
  const groups = pages.flatMap((page) => page.groups);
  return { groups: groups.filter(({ role, handle }) => role === null && handle !== null), isLoading };
}
