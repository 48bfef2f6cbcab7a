import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { userName } from '../../store/chat-title.ts';
import { useMe } from '../../store/selectors.ts';
import { PictureField } from './PictureField.tsx';

/** My own picture, which everybody here sees. */
export function MyPicture() {
  const t = useT();
  const me = useMe();
  if (!me) return null;
  return (
    <PictureField
      id={me.id}
      name={userName(me, t)}
      kind="person"
      fileId={me.avatarFileId}
      onChange={(fileId) =>
        fileId === null ? client.rest.me.removeAvatar() : client.rest.me.setAvatar(fileId)
      }
    />
  );
}
