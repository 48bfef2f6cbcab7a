import { AtSign, Cake, CalendarDays, Info, MessageSquareText, X } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useLocation } from 'wouter';
import { formatCalendarDate, formatDate } from '../../i18n/dates.ts';
import { useLanguage, useT } from '../../i18n/language.ts';
import { routes } from '../../routes/routes.ts';
import { chatTitle } from '../../store/chat-title.ts';
import { useChat, useMe, usePresence, useUser } from '../../store/selectors.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { goBack } from '../../ui/go-back.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { GroupMembers } from './GroupMembers.tsx';
import styles from './InfoColumn.module.css';
import { useLastSeen } from './use-last-seen.ts';
import { useMemberCount } from './use-member-count.ts';

/** What is known about a chat: the other person's profile, or a group's members. */
export function InfoColumn({ chatId }: { chatId: string }) {
  const t = useT();
  const language = useLanguage();
  const [, navigate] = useLocation();
  const chat = useChat(chatId)?.chat;
  const me = useMe();
  const peer = useUser(chat?.peerId ?? null);
  const presence = usePresence(chat?.peerId ?? null);
  const seen = useLastSeen(peer);
  const members = useMemberCount(chat);
  if (!chat) return null;
  const title = chatTitle(chat, peer, t);
  const person = chat.kind === 'saved' ? me : peer;
  const facts: Fact[] = [];
  if (chat.kind === 'group' && chat.handle)
    facts.push({ icon: AtSign, label: t('info.handle'), text: chat.handle });
  if (person) {
    facts.push({ icon: AtSign, label: t('info.username'), text: `@${person.username}` });
    if (person.bio) facts.push({ icon: Info, label: t('info.bio'), text: person.bio });
    if (person.birthday) {
      facts.push({
        icon: Cake,
        label: t('info.birthday'),
        text: formatCalendarDate(person.birthday, language),
      });
    }
    const joined = formatDate(new Date(person.joinedAt), language);
    facts.push({ icon: CalendarDays, label: t('info.joined'), text: joined });
  }
  if (person?.statusMessage) {
    facts.unshift({ icon: MessageSquareText, label: t('info.status'), text: person.statusMessage });
  }
  return (
    <aside className={styles.column} aria-label={t('chat.info')}>
      <header className={styles.header}>
        <IconButton icon={X} label={t('act.close')} onClick={() => goBack(navigate, routes.chat(chatId))} />
        <h2 className={styles.heading}>{t('info.title')}</h2>
      </header>
      <div className={styles.scroll}>
        <div className={styles.who}>
          <Avatar
            id={chat.peerId ?? chat.id}
            name={title}
            kind={chat.kind === 'direct' ? 'person' : chat.kind}
            size={120}
          />
          <p className={styles.title}>
            <bdi>{title}</bdi>
          </p>
          {chat.kind === 'direct' && (
            <p className={styles.seen} data-online={presence?.isOnline || undefined}>
              {seen}
            </p>
          )}
          {members && <p className={styles.seen}>{members}</p>}
          {chat.kind === 'saved' && <p className={styles.seen}>{t('chats.savedHint')}</p>}
        </div>
        {chat.kind !== 'saved' && (
          <dl className={styles.facts}>
            {facts.map(({ icon: Icon, label, text }) => (
              <div key={label} className={styles.fact}>
                <Icon size={22} strokeWidth={1.8} aria-hidden="true" />
                <div>
                  <dd dir="auto">{text}</dd>
                  <dt>{label}</dt>
                </div>
              </div>
            ))}
          </dl>
        )}
        {chat.kind === 'group' && <GroupMembers chatId={chatId} />}
      </div>
    </aside>
  );
}

interface Fact {
  icon: LucideIcon;
  label: string;
  text: string;
}
