import type { Chat } from '@bridges/sdk';
import { useLocation } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { useMe } from '../../store/selectors.ts';
import { leaveChatSoon, undoMs } from '../../store/leaving-chats.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { toast } from '../../ui/toasts.ts';
import { tried } from '../../ui/tried.ts';

/** Asks, by the group's name, before leaving it; for a few seconds that can be undone. */
export function LeaveGroup({ chat, onClose }: { chat: Chat; onClose: () => void }) {
  const t = useT();
  const me = useMe();
  const [path, navigate] = useLocation();
  const title = chat.title ?? '';
  const leave = () => {
    if (!me) return;
    const wasOpen = path.includes(chat.id);
    const undo = leaveChatSoon(chat.id, () => tried(() => client.rest.groups.removeMember(chat.id, me.id)));
    if (wasOpen) navigate(routes.chats);
    const run = () => {
      undo();
      if (wasOpen) navigate(routes.chat(chat.id));
    };
    toast(t('group.left', { title }), { label: t('act.undo'), run }, undoMs);
  };
  return (
    <Confirm
      title={t('group.leaveAsk', { title })}
      text={t(chat.group?.isPublic ? 'group.leaveHintPublic' : 'group.leaveHint')}
      act={t('group.leave')}
      onConfirm={leave}
      onClose={onClose}
    />
  );
}
