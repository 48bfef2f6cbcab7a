import { typingUsers } from '@bridges/sdk';
import type { Chat } from '@bridges/sdk';
import { useEffect, useReducer } from 'react';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { userName } from '../../store/chat-title.ts';
import { useClientState } from '../../store/selectors.ts';

/** "typing…", in groups with names; null while nobody is. Ends by itself when the last sign is 5 s old. */
export function useTypingText(chat: Chat): string | null {
  const t = useT();
  const until = useClientState((state) => state.typing[chat.id]);
  const [, look] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const left = Math.max(0, ...Object.values(until ?? {})) - Date.now();
    if (left <= 0) return;
    const timer = setTimeout(look, left + 20);
    return () => clearTimeout(timer);
  }, [until]);
  if (!until) return null;
  const ids = typingUsers(client.getState(), chat.id);
  const [first] = ids;
  if (first === undefined) return null;
  if (chat.kind !== 'group') return `${t('chat.typing')}…`;
  const name = userName(client.getState().users[first], t);
  return `${ids.length === 1 ? t('chat.typingOne', { name }) : t('chat.typingMany', { name, count: ids.length - 1 })}…`;
}
