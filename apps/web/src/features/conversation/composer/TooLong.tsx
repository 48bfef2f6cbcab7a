import { useT } from '../../../i18n/language.ts';
import { saveDraft } from '../../../store/drafts.ts';
import { canSendTextAsFile, sendTextAsFile } from '../../media/text-as-file.ts';
import styles from './Composer.module.css';

interface Props {
  chatId: string;
  text: string;
  left: number;
  isEdit: boolean;
}

/** How much room is left; what is too long for a message can go as a file. */
export function TooLong({ chatId, text, left, isEdit }: Props) {
  const t = useT();
  const send = async () => {
    if (await sendTextAsFile(chatId, text)) saveDraft(chatId, '');
  };
  return (
    <div className={styles.counter} data-over={left < 0 || undefined}>
      <span role="status">{left < 0 ? t('chat.tooLong', { count: -left }) : left}</span>
      {left < 0 && !isEdit && canSendTextAsFile && (
        <button type="button" className={styles.asFile} onClick={() => void send()}>
          {t('composer.sendAsFile')}
        </button>
      )}
    </div>
  );
}
