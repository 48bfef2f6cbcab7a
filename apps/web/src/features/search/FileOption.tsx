import { File } from 'lucide-react';
import { useLanguage } from '../../i18n/language.ts';
import { routes } from '../../routes/routes.ts';
import { fileSize } from '../media/show/file-size.ts';
import { useHit } from './HitOption.tsx';
import type { HitProps } from './HitOption.tsx';
import { Line } from './Line.tsx';
import styles from './Line.module.css';
import { Marked } from './Marked.tsx';
import { Option } from './Option.tsx';

/** A file that was found by its name, with the chat it is in. */
export function FileOption({ listId, hit, chats, users, onPick }: HitProps) {
  const language = useLanguage();
  const { title } = useHit({ hit, chats, users });
  const [found] = hit.files;
  const file = hit.message.attachments?.find(({ fileId }) => fileId === found?.fileId);
  if (!found || !file) return null;
  return (
    <Option
      listId={listId}
      id={`file-${hit.chatId}-${hit.seq}`}
      href={routes.message(hit.chatId, hit.seq)}
      onPick={onPick}
    >
      <Line
        picture={
          file.hasThumbnail ? (
            <img className={styles.thumbnail} src={`/api/files/${file.fileId}/thumbnail?size=320`} alt="" />
          ) : (
            <span className={styles.file}>
              <File size={22} aria-hidden="true" />
            </span>
          )
        }
        title={<Marked text={file.name} ranges={found.highlights} />}
        at={hit.message.createdAt}
      >
        <span className={styles.about}>
          {fileSize(file.size, language)} · <bdi>{title}</bdi>
        </span>
      </Line>
    </Option>
  );
}
