import { Upload } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useT } from '../../../i18n/language.ts';
import { chatTitle } from '../../../store/chat-title.ts';
import { useChat, useMayWrite, useUser } from '../../../store/selectors.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import dialogStyles from '../../../ui/Dialog.module.css';
import { toast } from '../../../ui/toasts.ts';
import styles from './DropLayer.module.css';
import { attachFiles, sendTray } from './engine.ts';

interface Props {
  chatId: string | null;
  onDone: () => void;
}
interface Dropped {
  chatId: string;
  files: File[];
}

/** The chat that a row of the list stands for. */
const chatAt = (target: EventTarget | null): string | null => {
  const row = target instanceof Element ? target.closest('a[data-list-row][href^="/chat/"]') : null;
  return row?.getAttribute('href')?.split('/')[2] ?? null;
};

/** While files are dragged over the window: where they can go. */
export function DropLayer({ chatId, onDone }: Props) {
  const t = useT();
  const [dropped, setDropped] = useState<Dropped | null>(null);
  const canPost = useMayWrite(chatId);
  useEffect(() => {
    if (dropped) return undefined;
    let over: Element | null = null;
    const onOver = (event: DragEvent) => {
      const row = event.target instanceof Element ? event.target.closest('a[data-list-row]') : null;
      if (row === over) return;
      over?.removeAttribute('data-drop');
      row?.setAttribute('data-drop', '');
      over = row;
    };
    const onLeave = (event: DragEvent) => {
      // Out of the window, not just from one part of the page into another.
      if (event.relatedTarget === null) onDone();
    };
    const onDrop = (event: DragEvent) => {
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      const row = chatAt(event.target);
      if (files.length > 0 && row !== null && row !== chatId) {
        setDropped({ chatId: row, files });
        return;
      }
      if (files.length > 0 && chatId !== null && canPost) void attachFiles(chatId, files);
      onDone();
    };
    addEventListener('dragover', onOver);
    addEventListener('dragleave', onLeave);
    addEventListener('drop', onDrop);
    return () => {
      over?.removeAttribute('data-drop');
      removeEventListener('dragover', onOver);
      removeEventListener('dragleave', onLeave);
      removeEventListener('drop', onDrop);
    };
  }, [chatId, canPost, dropped, onDone]);
  if (dropped) return <ConfirmSend {...dropped} onDone={onDone} />;
  if (chatId === null || !canPost) return null;
  return (
    <div className={styles.layer}>
      <div className={styles.target} role="status">
        <Upload size={44} aria-hidden="true" />
        <strong>{t('media.drop')}</strong>
        <span>{t('media.dropHint')}</span>
      </div>
    </div>
  );
}

/** Files for a chat that is not open are sent at once, so they are asked about. */
function ConfirmSend({ chatId, files, onDone }: Dropped & { onDone: () => void }) {
  const t = useT();
  const chat = useChat(chatId)?.chat;
  const peer = useUser(chat?.peerId ?? null);
  const canPost = useMayWrite(chatId);
  if (!chat) return null;
  const send = async () => {
    onDone();
    if (!canPost) return void toast(t('error.cannotWrite'));
    await attachFiles(chatId, files);
    await sendTray(chatId, '', {});
  };
  const title = t('media.sendTitle', { count: files.length, chat: chatTitle(chat, peer, t) });
  return (
    <Dialog title={title} onClose={onDone}>
      <p className={dialogStyles.text}>
        {files
          .map(({ name }) => name)
          .slice(0, 5)
          .join(', ')}
      </p>
      <div className={dialogStyles.actions}>
        <Button look="plain" onClick={onDone}>
          {t('act.cancel')}
        </Button>
        <Button onClick={() => void send()}>{t('act.send')}</Button>
      </div>
    </Dialog>
  );
}
