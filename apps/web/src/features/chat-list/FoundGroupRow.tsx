import type { FoundGroup } from '@bridges/contracts';
import { Link } from 'wouter';
import { useT } from '../../i18n/language.ts';
import { routes } from '../../routes/routes.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import previewStyles from './ChatPreview.module.css';
import styles from './ChatRow.module.css';

/** A public group that I am not in: the way to its door. */
export function FoundGroupRow({ group, onPick }: { group: FoundGroup; onPick: () => void }) {
  const t = useT();
  const members = t('info.memberCount', { count: group.memberCount });
  return (
    <Link
      href={group.handle ? routes.group(group.handle) : routes.chats}
      className={styles.row ?? ''}
      data-list-row=""
      onClick={onPick}
    >
      <Avatar fileId={group.pictureFileId} id={group.chatId} name={group.title} kind="group" />
      <span className={styles.text}>
        <span className={styles.line}>
          <bdi className={styles.title}>{group.title}</bdi>
        </span>
        <span className={styles.line}>
          <bdi className={previewStyles.preview}>
            {group.handle ? `@${group.handle} · ${members}` : members}
          </bdi>
        </span>
      </span>
    </Link>
  );
}
