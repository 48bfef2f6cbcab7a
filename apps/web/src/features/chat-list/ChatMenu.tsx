import { isArchived, isQuiet, isUnread } from '@bridges/sdk';
import type { Chat } from '@bridges/sdk';
import {
  Archive,
  ArchiveRestore,
  Bell,
  BellOff,
  CalendarClock,
  Clock,
  FolderClosed,
  LogOut,
  MessageCircle,
  MessageCircleDashed,
  Pin,
  PinOff,
} from 'lucide-react';
import { useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { chatTitle } from '../../store/chat-title.ts';
import { useClientState, useUser } from '../../store/selectors.ts';
import { Menu } from '../../ui/Menu.tsx';
import type { MenuItem } from '../../ui/Menu.tsx';
import { lazyPart } from '../problems/lazy-part.ts';
import { Part } from '../problems/Part.tsx';
import { closeChatMenu, useChatMenu } from './chat-menu-store.ts';
import { mute, toggleArchive, togglePin, toggleRead, unmute } from './chat-acts.ts';

const FoldersDialog = lazyPart(async () => (await import('./FoldersDialog.tsx')).FoldersDialog);
const MuteDialog = lazyPart(async () => (await import('./MuteDialog.tsx')).MuteDialog);
const LeaveGroup = lazyPart(async () => (await import('../groups/LeaveGroup.tsx')).LeaveGroup);

interface Props {
  chat: Chat;
  title: string;
  at: { x: number; y: number };
  onClose: () => void;
}
type Shown = 'main' | 'mute' | 'until' | 'folders' | 'leave';

/** The menu of one row at a time. It stands outside the list: rows move while it is open. */
export function ChatMenuHost() {
  const t = useT();
  const menu = useChatMenu((state) => state.menu);
  const chat = useClientState((state) => (menu ? state.chats[menu.chatId]?.chat : undefined));
  const peer = useUser(chat?.peerId ?? null);
  if (!menu || !chat) return null;
  const title = chatTitle(chat, peer, t);
  return <ChatMenu key={menu.chatId} chat={chat} title={title} at={menu.at} onClose={closeChatMenu} />;
}

/** What can be done with a chat of the list, for me alone. */
function ChatMenu({ chat, title, at, onClose }: Props) {
  const t = useT();
  const [part, setPart] = useState<Shown>('main');
  if (part === 'until' || part === 'folders' || part === 'leave') {
    return (
      <Part onFail={onClose}>
        {part === 'until' && <MuteDialog chat={chat} title={title} onClose={onClose} />}
        {part === 'folders' && <FoldersDialog chat={chat} title={title} onClose={onClose} />}
        {part === 'leave' && <LeaveGroup chat={chat} onClose={onClose} />}
      </Part>
    );
  }
  const main: MenuItem[] = [
    isUnread(chat)
      ? { label: t('list.markRead'), icon: MessageCircle, run: () => void toggleRead(chat) }
      : { label: t('list.markUnread'), icon: MessageCircleDashed, run: () => void toggleRead(chat) },
    chat.marks.pinOrder === null
      ? { label: t('list.pin'), icon: Pin, run: () => void togglePin(chat) }
      : { label: t('list.unpin'), icon: PinOff, run: () => void togglePin(chat) },
    isQuiet(chat)
      ? { label: t('list.unmute'), icon: Bell, run: () => void unmute(chat) }
      : { label: t('list.mute'), icon: BellOff, run: () => setPart('mute') },
    isArchived(chat)
      ? { label: t('list.unarchive'), icon: ArchiveRestore, run: () => void toggleArchive(chat) }
      : { label: t('list.archive'), icon: Archive, run: () => void toggleArchive(chat) },
    { label: t('list.folders'), icon: FolderClosed, run: () => setPart('folders') },
  ];
  if (chat.kind === 'group' && chat.group?.card == null) {
    main.push({ label: t('group.leave'), icon: LogOut, isDanger: true, run: () => setPart('leave') });
  }
  const times: MenuItem[] = [
    { label: t('list.mute1'), icon: Clock, run: () => void mute(chat, 1) },
    { label: t('list.mute8'), icon: Clock, run: () => void mute(chat, 8) },
    { label: t('list.muteUntil'), icon: CalendarClock, run: () => setPart('until') },
    { label: t('list.muteForever'), icon: BellOff, run: () => void mute(chat, null) },
  ];
  return (
    <Menu
      key={part}
      label={t('list.actions', { title })}
      at={at}
      items={part === 'mute' ? times : main}
      onClose={onClose}
    />
  );
}
