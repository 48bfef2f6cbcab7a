import type { Chat } from '@bridges/sdk';
import { useT } from '../../i18n/language.ts';

/** "6 members"; null for what is no group. */
export function useMemberCount(chat: Chat | undefined): string | null {
  const t = useT();
  if (chat?.kind !== 'group') return null;
  return chat.group ? t('info.memberCount', { count: chat.group.memberCount }) : t('chats.group');
}
