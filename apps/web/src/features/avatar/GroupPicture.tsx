import type { Chat } from '@bridges/sdk';
import { client } from '../../realtime/client.ts';
import { PictureField } from './PictureField.tsx';

/** The picture of a group, for who may change it. */
export function GroupPicture({ chat }: { chat: Chat }) {
  return (
    <PictureField
      id={chat.id}
      name={chat.title ?? ''}
      kind="group"
      fileId={chat.group?.pictureFileId ?? null}
      onChange={(pictureFileId) => client.rest.groups.update(chat.id, { pictureFileId })}
    />
  );
}
