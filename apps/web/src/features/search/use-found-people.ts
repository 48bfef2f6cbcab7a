import { otherLayout } from '@bridges/contracts/search';
import type { FoundGroup } from '@bridges/contracts';
import type { PublicUser } from '@bridges/sdk';
import { client } from '../../realtime/client.ts';
import { usePages } from '../../ui/use-pages.ts';

const most = 20;
const options = (isWanted: boolean) => ({ isTyped: true, keepsOld: true, isWanted });

/** Asks by the words as typed; found nothing, then as they read in the other keyboard layout. */
function useEitherLayout<P extends { nextCursor: string | null }>(
  words: string,
  ask: (words: string, signal: AbortSignal) => Promise<P>,
  isNothing: (page: P) => boolean,
) {
  const other = otherLayout(words);
  return usePages(
    words,
    async (_cursor, signal) => {
      const page = await ask(words, signal);
      return other !== undefined && isNothing(page) ? ask(other, signal) : page;
    },
    options(words.length >= 2),
  );
}

/** People of the directory by name or username. */
export function useFoundPeople(words: string): {
  users: readonly PublicUser[];
  isLoading: boolean;
  error: unknown;
} {
  const { pages, isLoading, error } = useEitherLayout(
    words,
    (search, signal) => client.rest.users.list({ search, sort: '-lastSeen', limit: most }, signal),
    ({ users }) => users.length === 0,
  );
  return { users: pages.flatMap(({ users }) => users), isLoading, error };
}

/** Public groups by title or address that I am not in. */
export function useFoundGroups(words: string): { groups: readonly FoundGroup[]; isLoading: boolean } {
  const { pages, isLoading } = useEitherLayout(
    words,
    (search, signal) => client.rest.groups.list({ search, scope: 'public', limit: most }, signal),
    ({ groups }) => groups.length === 0,
  );
  const groups = pages.flatMap((page) => page.groups);
  return { groups: groups.filter(({ role, handle }) => role === null && handle !== null), isLoading };
}
