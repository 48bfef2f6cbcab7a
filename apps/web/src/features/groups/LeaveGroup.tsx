import type { Chat } from '@bridges/sdk';
import { useLocation } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { useMe } from '../../store/selectors.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { tried } from '../../ui/tried.ts';

/** Asks, by the group's name, before leaving it. */
export function LeaveGroup({ chat, onClose }: { chat: Chat; onClose: () => void }) {
  const t = useT();
  const me = useMe();
  const [path, navigate] = useLocation();
  const title = chat.title ?? '';
  const leave = async () => {
    if (!me || !(await tried(() => client.rest.groups.removeMember(chat.id, me.id)))) return;
    if (path.includes(chat.id)) navigate(routes.chats);
  };
  return (
    <Confirm
      title={t('group.leaveAsk', { title })}
      text={t(chat.group?.isPublic ? 'group.leaveHintPublic' : 'group.leaveHint')}
      act={t('group.leave')}
      onConfirm={() => void leave()}
      onClose={onClose}
    />
  );
}
