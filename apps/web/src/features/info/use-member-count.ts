import type { Chat } from '@bridges/sdk';
import { useEffect, useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { useConnection } from '../../store/selectors.ts';

/** What was told last, so that a chat opened again says it at once. */
const told = new Map<string, number>();

/** "6 members"; before it is known, "Group". Null for what is no group. */
export function useMemberCount(chat: Chat | undefined): string | null {
  const t = useT();
  const id = chat?.kind === 'group' ? chat.id : null;
  const isOnline = useConnection().status === 'online';
  const [, setCount] = useState(0);
  useEffect(() => {
    if (id === null || !isOnline) return;
    let isOld = false;
    client.rest.groups.get(id).then(
      ({ memberCount }) => {
        told.set(id, memberCount);
        if (!isOld) setCount(memberCount);
      },
      () => undefined,
    );
    return () => {
      isOld = true;
    };
  }, [id, isOnline]);
  if (id === null) return null;
  const count = told.get(id);
  return count === undefined ? t('chats.group') : t('info.memberCount', { count });
}
