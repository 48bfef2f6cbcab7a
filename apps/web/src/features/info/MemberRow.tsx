import type { MemberRole } from '@bridges/contracts';
import type { PublicUser } from '@bridges/sdk';
import { EllipsisVertical } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { userName } from '../../store/chat-title.ts';
import { useMe, usePresence } from '../../store/selectors.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu } from '../../ui/Menu.tsx';
import type { MenuItem } from '../../ui/Menu.tsx';
import { openDirectWith } from '../people/open-direct.ts';
import styles from './MemberRow.module.css';
import { useLastSeen } from './use-last-seen.ts';

interface Props {
  user: PublicUser;
  role: MemberRole;
  /** What I may do with this member. */
  acts: MenuItem[];
}

/** One member: a click opens the direct chat; the menu has what my role allows. */
export function MemberRow({ user, role, acts }: Props) {
  const t = useT();
  const [, navigate] = useLocation();
  const isMe = useMe()?.id === user.id;
  const presence = usePresence(user.id);
  const seen = useLastSeen(user);
  const [menuAt, setMenuAt] = useState<{ x: number; y: number } | null>(null);
  const name = userName(user, t);
  const hasActs = acts.length > 0;
  return (
    <li className={styles.place}>
      <button
        type="button"
        className={styles.row}
        data-list-row=""
        data-acts={hasActs || undefined}
        onClick={() => void openDirectWith(user.id, navigate)}
        onContextMenu={(event) => {
          if (!hasActs) return;
          event.preventDefault();
          const box = event.currentTarget.getBoundingClientRect();
          const isKey = event.clientX === 0 && event.clientY === 0;
          setMenuAt(isKey ? { x: box.left + 60, y: box.top + 40 } : { x: event.clientX, y: event.clientY });
        }}
      >
        <Avatar
          fileId={user.avatarFileId}
          id={user.id}
          name={name}
          size={40}
          isOnline={presence?.isOnline ?? false}
        />
        <span className={styles.text}>
          <span className={styles.name}>
            <bdi>{name}</bdi>
            {role !== 'member' && <span className={styles.role}>{t(`role.${role}`)}</span>}
          </span>
          <span className={styles.seen} data-online={presence?.isOnline || undefined}>
            {isMe ? t('people.you') : seen}
          </span>
        </span>
      </button>
      {hasActs && (
        <IconButton
          icon={EllipsisVertical}
          label={t('group.memberActs', { name })}
          className={styles.more}
          aria-haspopup="menu"
          onClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            setMenuAt({ x: box.left - 160, y: box.bottom });
          }}
        />
      )}
      {menuAt && (
        <Menu
          label={t('group.memberActs', { name })}
          at={menuAt}
          items={acts}
          onClose={() => setMenuAt(null)}
        />
      )}
    </li>
  );
}
