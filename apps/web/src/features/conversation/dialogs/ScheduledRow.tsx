import type { Scheduled } from '@bridges/contracts';
import { Pencil, Send, Trash2 } from 'lucide-react';
import { formatWhen } from '../../../i18n/dates.ts';
import { useLanguage, useT } from '../../../i18n/language.ts';
import { errorCodeText } from '../../../store/error-text.ts';
import { attachmentsWord } from '../../../store/message-summary.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { fileUrl } from '../../media/show/media-item.ts';
import styles from './Dialogs.module.css';

interface Props {
  scheduled: Scheduled;
  onEdit: () => void;
  onSend: () => void;
  onDelete: () => void;
}

/** Pictures are shown, and the rest is said. */
const shownPictures = 4;

/** A message that waits for its time: what it holds, when it goes. */
export function ScheduledRow({ scheduled, onEdit, onSend, onDelete }: Props) {
  const t = useT();
  const language = useLanguage();
  const { text, state, sendAt, failure, content } = scheduled;
  const attachments = content?.attachments ?? [];
  const pictures = attachments.filter(({ hasThumbnail }) => hasThumbnail).slice(0, shownPictures);
  const words =
    attachmentsWord(attachments, t) ?? (content?.poll ? `${t('poll.poll')}: ${content.poll.question}` : null);
  return (
    <li className={`${styles.row} ${styles.wrapping}`}>
      <span className={styles.words}>
        {pictures.length > 0 && (
          <span className={styles.pictures}>
            {pictures.map(({ fileId }) => (
              <img key={fileId} src={`${fileUrl(fileId)}/thumbnail?size=320`} alt="" width={44} height={44} />
            ))}
          </span>
        )}
        {words !== null && <span dir="auto">{words}</span>}
        {text !== '' && (
          <span className={styles.beginning} dir="auto">
            {text.slice(0, 400)}
          </span>
        )}
        <span className={styles.quiet}>
          {state === 'failed'
            ? [failure && errorCodeText(failure, t), t('composer.scheduledFailed')].filter(Boolean).join(' ')
            : formatWhen(new Date(sendAt), new Date(), language, t)}
        </span>
      </span>
      <span className={styles.acts}>
        <IconButton icon={Pencil} label={t('message.edit')} onClick={onEdit} />
        <IconButton icon={Send} label={t('composer.sendNow')} onClick={onSend} />
        <IconButton icon={Trash2} label={t('act.delete')} onClick={onDelete} />
      </span>
    </li>
  );
}
