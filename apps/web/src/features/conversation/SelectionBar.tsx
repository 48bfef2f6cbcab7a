import type { ChatState } from '@bridges/sdk';
import { Copy, Forward, Trash2, X } from 'lucide-react';
import { useEffect } from 'react';
import { formatFull } from '../../i18n/dates.ts';
import { useLanguage, useT } from '../../i18n/language.ts';
import { userName } from '../../store/chat-title.ts';
import { useUsers } from '../../store/selectors.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { toast } from '../../ui/toasts.ts';
import { watchFoot } from '../../ui/watch-foot.ts';
import { messagesAsText } from './messages-as-text.ts';
import styles from './SelectionBar.module.css';
import { showDialog, stopSelecting, useTalk } from './talk-store.ts';

/** In place of the composer while messages are chosen: what to do with them all. */
export function SelectionBar({ state }: { state: ChatState }) {
  const t = useT();
  const language = useLanguage();
  const users = useUsers();
  const selected = useTalk((talk) => talk.selected) ?? new Set<number>();
  const messages = state.messages.filter(({ seq }) => selected.has(seq));
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      event.stopPropagation();
      stopSelecting();
    };
    document.addEventListener('keydown', onKeyDown, { capture: true });
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
  const copy = async () => {
    const text = messagesAsText(
      messages,
      (id) => userName(users[id], t),
      (at) => formatFull(at, language),
    );
    await navigator.clipboard?.writeText(text);
    toast(t('act.copied'));
    stopSelecting();
  };
  const canForward = messages.some(({ kind, poll }) => kind === 'text' && !poll);
  return (
    <div ref={watchFoot} className={styles.place}>
      <div className={styles.bar} role="toolbar" aria-label={t('message.selected', { count: selected.size })}>
        <IconButton icon={X} label={t('message.stopSelecting')} onClick={stopSelecting} />
        <span className={styles.count} role="status">
          {t('message.selected', { count: selected.size })}
        </span>
        <Button look="plain" onClick={() => void copy()}>
          <Copy size={20} aria-hidden="true" />
          <span className={styles.word}>{t('message.copySelected')}</span>
        </Button>
        <Button
          look="plain"
          disabled={!canForward}
          onClick={() =>
            showDialog({
              kind: 'forward',
              messages: messages.filter(({ kind, poll }) => kind === 'text' && !poll),
            })
          }
        >
          <Forward size={20} aria-hidden="true" />
          <span className={styles.word}>{t('message.forward')}</span>
        </Button>
        <Button look="danger" onClick={() => showDialog({ kind: 'delete', messages })}>
          <Trash2 size={20} aria-hidden="true" />
          <span className={styles.word}>{t('act.delete')}</span>
        </Button>
      </div>
    </div>
  );
}
