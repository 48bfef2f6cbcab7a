import { useEffect } from 'react';
import { client } from '../../realtime/client.ts';
import type { ContactsTab } from '../../routes/routes.ts';
import { useConnection } from '../../store/selectors.ts';
import { usePages } from '../../ui/use-pages.ts';

async function ask(tab: ContactsTab, search: string, cursor: string | undefined) {
  const query = { limit: 50, ...(cursor && { cursor }) };
  if (tab === 'contacts') {
    const page = await client.rest.contacts.list({ ...query, ...(search && { search }) });
    return { items: page.contacts.map(({ user }) => user), nextCursor: page.nextCursor };
  }
  const page = await client.rest.contacts.requests(tab === 'requests' ? 'in' : 'out', query);
  return { items: page.requests.map(({ user }) => user), nextCursor: page.nextCursor };
}

/** One of the lists of people I have to do with, asked for anew when one of them changes. */
export function useContactList(tab: ContactsTab, search: string) {
  const pages = usePages(`${tab} ${search}`, (cursor) => ask(tab, search, cursor), {
    isTyped: search !== '',
  });
  const { reload } = pages;
  const isOnline = useConnection().status === 'online';
  useEffect(() => {
    if (isOnline) reload();
  }, [isOnline, reload]);
  useEffect(
    () =>
      client.onEvent((event) => {
        if (event.ev === 'contact') reload();
      }),
    [reload],
  );
  return { ...pages, items: pages.pages.flatMap(({ items }) => items) };
}
