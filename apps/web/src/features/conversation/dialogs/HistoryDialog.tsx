import type { Message } from '@bridges/sdk';
import { useEffect, useState } from 'react';
import { formatFull } from '../../../i18n/dates.ts';
import { useLanguage, useT } from '../../../i18n/language.ts';
import { client } from '../../../realtime/client.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { SkeletonRows } from '../../../ui/SkeletonRows.tsx';
import { MarkdownView } from '../text/MarkdownView.tsx';
import styles from './Dialogs.module.css';

/** What an edited message said before. */
export function HistoryDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const [edits, setEdits] = useState<ReadonlyArray<{ text: string; writtenAt: string }> | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const { chatId, seq, editedAt, text } = message;
  useEffect(() => {
    client.rest.messages.edits(chatId, seq).then(setEdits, () => setFailed(true));
  }, [chatId, seq]);
  const versions = [...(edits ?? []), { text, writtenAt: editedAt ?? message.createdAt }].reverse();
  return (
    <Dialog title={t('message.history')} hasCross onClose={onClose}>
      {!edits && !hasFailed && <SkeletonRows count={2} />}
      {hasFailed && <p role="alert">{t('error.network')}</p>}
      {edits && (
        <ol className={styles.list}>
          {versions.map((version) => (
            <li key={version.writtenAt} className={styles.version}>
              <p className={styles.quiet}>{formatFull(new Date(version.writtenAt), language)}</p>
              <MarkdownView text={version.text} />
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}
