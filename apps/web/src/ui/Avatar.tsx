import { Bookmark, UsersRound } from 'lucide-react';
import { memo, useState } from 'react';
import { colourIndex } from '../text/colour-index.ts';
import { useClientState } from '../store/selectors.ts';
import { initials } from '../text/initials.ts';
import styles from './Avatar.module.css';

interface Props {
  id: string;
  name: string;
  size?: 32 | 40 | 54 | 120;
  kind?: 'person' | 'saved' | 'group';
  isOnline?: boolean;
  /** The picture of somebody the state does not hold; null: none. Told by the state when it is left out. */
  fileId?: string | null | undefined;
}

/** The picture of somebody or of a group; until it is there, and without one, initials on the colour of the id. The name is told by the text beside it, so it is silent. */
export const Avatar = memo(function Avatar({
  id,
  name,
  size = 54,
  kind = 'person',
  isOnline = false,
  fileId,
}: Props) {
  const held = useClientState(({ users, chats, me }) =>
    kind === 'saved'
      ? null
      : kind === 'group'
        ? chats[id]?.chat.group?.pictureFileId
        : id === me?.id
          ? me.avatarFileId
          : users[id]?.avatarFileId,
  );
  const picture = fileId === undefined ? (held ?? null) : fileId;
  const [broken, setBroken] = useState<string | null>(null);
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
      {picture !== null && picture !== broken && (
        <img
          key={picture}
          className={styles.picture}
          src={`/api/files/${picture}/thumbnail?size=320`}
          alt=""
          draggable={false}
          onError={() => setBroken(picture)}
        />
      )}
      {isOnline && <i className={styles.online} />}
    </span>
  );
});
