import { Bookmark, UsersRound } from 'lucide-react';
import { memo } from 'react';
import { colourIndex } from '../text/colour-index.ts';
import { initials } from '../text/initials.ts';
import styles from './Avatar.module.css';

interface Props {
  id: string;
  name: string;
  size?: 32 | 40 | 54 | 120;
  kind?: 'person' | 'saved' | 'group';
  isOnline?: boolean;
}

/** Initials on the colour of an id. The name is told by the text beside it, so it is silent. */
export const Avatar = memo(function Avatar({
  id,
  name,
  size = 54,
  kind = 'person',
  isOnline = false,
}: Props) {
  return (
    <span
      className={styles.avatar}
      data-size={size}
      data-colour={kind === 'saved' ? 'saved' : colourIndex(id)}
      aria-hidden="true"
    >
      {kind === 'saved' ? (
        <Bookmark className={styles.icon} />
      ) : name.trim() === '' && kind === 'group' ? (
        <UsersRound className={styles.icon} />
      ) : (
        <span>{initials(name)}</span>
      )}
      {isOnline && <i className={styles.online} />}
    </span>
  );
});
