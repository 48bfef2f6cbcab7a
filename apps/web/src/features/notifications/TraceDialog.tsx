import type { Message, TraceEntry } from '@bridges/sdk';
import { useEffect, useState } from 'react';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import styles from './Notifications.module.css';
import { TraceSteps } from './TraceSteps.tsx';
import { useWords } from './words/use-words.ts';

/** What was decided at each step about telling me of a message, and why. */
export function TraceDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const t = useT();
  const words = useWords();
  const [entries, setEntries] = useState<readonly TraceEntry[] | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const { chatId, seq } = message;
  useEffect(() => {
    client.rest.telling.trace(chatId, seq).then(setEntries, () => setFailed(true));
  }, [chatId, seq]);
  return (
    <Dialog title={words('why')} hasCross onClose={onClose}>
      {!entries && !hasFailed && <SkeletonRows count={3} />}
      {hasFailed && <p role="alert">{t('error.network')}</p>}
      {entries?.length === 0 && <p className={styles.hint}>{words('whyEmpty')}</p>}
      {entries && <TraceSteps entries={entries} words={words} />}
    </Dialog>
  );
}
