import type { Chat } from '@bridges/sdk';
import { AtSign, Ban, Info, Link2, LogOut, Timer, Trash2, UserCheck } from 'lucide-react';
import { useState } from 'react';
import type { RefObject } from 'react';
import { useT } from '../../i18n/language.ts';
import { useDoors } from '../../store/selectors.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { toast } from '../../ui/toasts.ts';
import { ContextCard } from '../contexts/ContextCard.tsx';
import { DeleteGroup } from '../groups/DeleteGroup.tsx';
import { LeaveGroup } from '../groups/LeaveGroup.tsx';
import { pauseText } from '../groups/pause-text.ts';
import { rightsIn } from '../groups/rights.ts';
import { ActRow } from './ActRow.tsx';
import { Facts } from './Facts.tsx';
import type { Fact } from './Facts.tsx';
import { GroupMembers } from './GroupMembers.tsx';
import styles from './InfoColumn.module.css';
import type { InfoPage } from './info-page.ts';
import { NotificationsRow } from './NotificationsRow.tsx';
import { useMemberCount } from './use-member-count.ts';

interface Props {
  chat: Chat;
  scroll: RefObject<HTMLElement | null>;
  onOpen: (page: InfoPage) => void;
}

/** A group: what it is, what I may do with it, and who is in it. */
export function GroupInfo({ chat, scroll, onOpen }: Props) {
  const t = useT();
  const members = useMemberCount(chat);
  const rights = rightsIn(chat);
  const waiting = useDoors().waiting[chat.id] ?? 0;
  const [asked, setAsked] = useState<'leave' | 'delete' | null>(null);
  const close = () => setAsked(null);
  const { group, handle } = chat;
  const title = chat.title ?? t('chats.group');
  const facts: Fact[] = [];
  if (group?.description) {
    facts.push({ icon: Info, label: t('group.description'), text: group.description });
  }
  if (handle && !rights.isContext) {
    const url = `${location.origin}/g/${handle}`;
    const copy = () => void navigator.clipboard?.writeText(url).then(() => toast(t('act.copied')));
    facts.push({
      icon: AtSign,
      label: t('group.handle'),
      text: group?.isPublic ? url.replace(/^https?:\/\//, '') : handle,
      ...(group?.isPublic && { act: { label: t('group.copyLink'), run: copy } }),
    });
  }
  if (group && group.slowModeSeconds > 0) {
    const text = t('group.slowEvery', { pause: pauseText(group.slowModeSeconds, t) });
    facts.push({ icon: Timer, label: t('group.slowMode'), text });
  }
  const mayLeave = !rights.isContext;
  return (
    <>
      <div className={styles.who}>
        <Avatar id={chat.id} name={title} kind="group" size={120} />
        <p className={styles.title}>
          <bdi>{title}</bdi>
        </p>
        <p className={styles.seen}>
          {members}
          {group && !rights.isContext && ` · ${t(group.isPublic ? 'group.publicOne' : 'group.privateOne')}`}
        </p>
      </div>
      <ContextCard chat={chat} />
      <Facts facts={facts} />
      <div className={styles.acts}>
        <NotificationsRow chat={chat} />
        {rights.add && !rights.isContext && (
          <ActRow icon={Link2} text={t('group.links')} onClick={() => onOpen('links')} />
        )}
        {rights.moderate && !rights.isContext && (
          <>
            <ActRow
              icon={UserCheck}
              text={t('group.requests')}
              count={waiting}
              onClick={() => onOpen('requests')}
            />
            <ActRow icon={Ban} text={t('group.banned')} onClick={() => onOpen('banned')} />
          </>
        )}
      </div>
      <GroupMembers
        chat={chat}
        scroll={scroll}
        onAdd={rights.add && !rights.isContext ? () => onOpen('add') : null}
      />
      {mayLeave && (
        <div className={styles.acts}>
          <ActRow icon={LogOut} text={t('group.leave')} isDanger onClick={() => setAsked('leave')} />
          {rights.own && (
            <ActRow icon={Trash2} text={t('group.delete')} isDanger onClick={() => setAsked('delete')} />
          )}
        </div>
      )}
      {asked === 'leave' && <LeaveGroup chat={chat} onClose={close} />}
      {asked === 'delete' && <DeleteGroup chat={chat} onClose={close} />}
    </>
  );
}
