import type { AdminGroup } from '@bridges/contracts';
import { Link } from 'wouter';
import { formatMoment } from '../../i18n/dates.ts';
import { useLanguage } from '../../i18n/language.ts';
import { routes } from '../../routes/routes.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import type { ChatActivity } from './group-calls.ts';
import styles from './Lists.module.css';
import { useWords } from './words/use-words.ts';

interface Props {
  group: AdminGroup;
  /** Undefined: not known right now. */
  activity: ChatActivity | undefined;
}

/** One group in a list; leads to its page. */
export function GroupLine({ group, activity }: Props) {
  const words = useWords();
  const language = useLanguage();
  const title = group.title || words('deletedGroup');
  return (
    <Link
      href={`${routes.adminTab('groups')}?group=${group.chatId}`}
      className={styles.row ?? ''}
      data-list-row=""
    >
      <Avatar id={group.chatId} name={title} size={40} />
      <span className={styles.names}>
        <span className={styles.name}>
          <bdi>{title}</bdi>
          {group.deletedAt ? (
            <span className={styles.badge} data-bad="">
              {words('deleted')}
            </span>
          ) : (
            group.isPublic && <span className={styles.badge}>{words('public')}</span>
          )}
        </span>
        <span className={styles.under}>
          {group.handle && `${group.handle} · `}
          {words('membersCount', { count: group.memberCount })}
          {activity && ` · ${words('messagesCount', { count: activity.messages })}`}
        </span>
      </span>
      <span className={styles.aside}>
        {activity && words('activeAt', { when: formatMoment(new Date(activity.lastActivityAt), language) })}
      </span>
    </Link>
  );
}
