import type { Chat } from '@bridges/sdk';
import { AtSign, Cake, CalendarDays, Info, LogIn, MessageSquareText } from 'lucide-react';
import { formatCalendarDate, formatDate, formatMoment } from '../../i18n/dates.ts';
import { useLanguage, useT } from '../../i18n/language.ts';
import { chatTitle } from '../../store/chat-title.ts';
import { useMe, usePresence, useUser } from '../../store/selectors.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { PersonActions } from '../contacts/PersonActions.tsx';
import { Facts } from './Facts.tsx';
import type { Fact } from './Facts.tsx';
import styles from './InfoColumn.module.css';
import { NotificationsRow } from './NotificationsRow.tsx';
import { useLastSeen } from './use-last-seen.ts';

/** The other person of a direct chat; of Saved messages, what they are. */
export function PersonInfo({ chat }: { chat: Chat }) {
  const t = useT();
  const language = useLanguage();
  const me = useMe();
  const peer = useUser(chat.peerId);
  const presence = usePresence(chat.peerId);
  const seen = useLastSeen(peer);
  const title = chatTitle(chat, peer, t);
  const person = chat.kind === 'saved' ? me : peer;
  const facts: Fact[] = [];
  if (person) {
    if (person.statusMessage) {
      facts.push({ icon: MessageSquareText, label: t('info.status'), text: person.statusMessage });
    }
    facts.push({ icon: AtSign, label: t('info.username'), text: `@${person.username}` });
    if (person.bio) facts.push({ icon: Info, label: t('info.bio'), text: person.bio });
    if (person.birthday) {
      const birthday = formatCalendarDate(person.birthday, language);
      facts.push({ icon: Cake, label: t('info.birthday'), text: birthday });
    }
    const joined = formatDate(new Date(person.joinedAt), language);
    facts.push({ icon: CalendarDays, label: t('info.joined'), text: joined });
    // Told to administrators alone.
    if (person.lastSignInAt) {
      const signedIn = formatMoment(new Date(person.lastSignInAt), language);
      facts.push({ icon: LogIn, label: t('info.lastSignIn'), text: signedIn });
    }
  }
  return (
    <>
      <div className={styles.who}>
        <Avatar
          id={chat.peerId ?? chat.id}
          name={title}
          kind={chat.kind === 'saved' ? 'saved' : 'person'}
          size={120}
        />
        <p className={styles.title}>
          <bdi>{title}</bdi>
        </p>
        {chat.kind === 'direct' ? (
          <p className={styles.seen} data-online={presence?.isOnline || undefined}>
            {seen}
          </p>
        ) : (
          <p className={styles.seen}>{t('chats.savedHint')}</p>
        )}
      </div>
      {chat.kind !== 'saved' && <Facts facts={facts} />}
      {chat.kind === 'direct' && (
        <div className={styles.acts}>
          <NotificationsRow chat={chat} />
        </div>
      )}
      {chat.kind === 'direct' && peer && <PersonActions user={peer} />}
    </>
  );
}
