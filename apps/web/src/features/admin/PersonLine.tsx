import type { PublicUser } from '@bridges/sdk';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { routes } from '../../routes/routes.ts';
import { userName } from '../../store/chat-title.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import styles from './Lists.module.css';
import { useWords } from './words/use-words.ts';

interface Props {
  user: PublicUser & { email?: string | null };
  /** At the end of the row; below the names where there is little room. */
  children?: ReactNode;
}

export const personPath = (id: string) => `${routes.adminTab('people')}?user=${id}`;

/** One person in a list; leads to her page. */
export function PersonLine({ user, children }: Props) {
  const t = useT();
  const words = useWords();
  return (
    <Link href={personPath(user.id)} className={styles.row ?? ''} data-list-row="">
      <Avatar id={user.id} name={userName(user, t)} fileId={user.avatarFileId} size={40} />
      <span className={styles.names}>
        <span className={styles.name}>
          <bdi>{userName(user, t)}</bdi>
          {user.isAdmin && <span className={styles.badge}>{words('roleAdmin')}</span>}
          {user.isDeactivated && (
            <span className={styles.badge} data-bad="">
              {words('deactivated')}
            </span>
          )}
        </span>
        <span className={styles.under}>
          @{user.username}
          {user.email && ` · ${user.email}`}
        </span>
      </span>
      {children && <span className={styles.aside}>{children}</span>}
    </Link>
  );
}
