import { limits } from '@bridges/contracts/protocol';
import { SendHorizontal } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { useT } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { saveDraft, useDrafts } from '../../store/drafts.ts';
import { cleanText } from '../../text/clean-text.ts';
import styles from './Composer.module.css';
import { composerId } from './use-conversation-keys.ts';

interface Props {
  chatId: string;
  onSend: (text: string) => void;
}

/** The counter appears when there is this much room left. */
const counterFrom = limits.messageText - 300;

/** The message field. What is written is a draft from the first key on. */
export function Composer({ chatId, onSend }: Props) {
  const t = useT();
  const text = useDrafts((state) => state.texts[chatId] ?? '');
  const ref = useRef<HTMLTextAreaElement>(null);
  const isTouch = matchMedia('(pointer: coarse)').matches;
  useEffect(() => {
    const field = ref.current;
    // On a phone it would throw the keyboard over the messages.
    if (!field || matchMedia('(pointer: coarse)').matches) return;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }, []);

  const ready = cleanText(text).trim();
  const left = limits.messageText - ready.length;
  const canSend = ready !== '' && left >= 0;
  const send = () => {
    if (!canSend) return;
    saveDraft(chatId, '');
    onSend(ready);
    ref.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // 229: some input methods end a composition with an Enter that says it is none.
    const isComposing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || event.shiftKey || isComposing || isTouch) return;
    event.preventDefault();
    send();
  };
  return (
    <div className={styles.place}>
      <div className={styles.row}>
        <div className={styles.box}>
          <textarea
            ref={ref}
            id={composerId}
            className={styles.field}
            rows={1}
            dir="auto"
            placeholder={t('chat.placeholder')}
            aria-label={t('chat.placeholder')}
            value={text}
            onChange={(event) => {
              saveDraft(chatId, event.target.value);
              if (event.target.value.trim() !== '') client.sendTyping(chatId);
            }}
            onKeyDown={onKeyDown}
          />
          {ready.length > counterFrom && (
            <span className={styles.counter} data-over={left < 0 || undefined} role="status">
              {left < 0 ? t('chat.tooLong', { count: -left }) : left}
            </span>
          )}
        </div>
        <button
          type="button"
          className={styles.send}
          aria-label={t('act.send')}
          title={t('act.send')}
          disabled={!canSend}
          // Keeps the keyboard of a phone open.
          onPointerDown={(event) => event.preventDefault()}
          onClick={send}
        >
          <SendHorizontal size={24} aria-hidden="true" />
        </button>
      </div>
    </div>
  );
}
