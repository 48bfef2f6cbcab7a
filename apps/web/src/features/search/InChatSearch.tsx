import type { Chat } from '@bridges/sdk';
import { CalendarDays, ChevronDown, ChevronUp, Globe, Search, X } from 'lucide-react';
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { useT } from '../../i18n/language.ts';
import type { Translate } from '../../i18n/translate.ts';
import { chatTitle } from '../../store/chat-title.ts';
import { errorText } from '../../store/error-text.ts';
import { useUser } from '../../store/selectors.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { useTalkActs } from '../conversation/talk-acts.ts';
import { showDialog } from '../conversation/talk-store.ts';
import { unmarkHits } from './found-store.ts';
import styles from './InChatSearch.module.css';
import { closeInChat, inChatFieldId, setInChatText, useInChat } from './in-chat-store.ts';
import { focusSearch, setSearch } from './search-store.ts';
import { useInChatHits } from './use-in-chat-hits.ts';

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

/** Over the header of a chat: finds in it, the newest first. Enter goes to older ones, Shift+Enter to newer. */
export function InChatSearch({ chat }: { chat: Chat }) {
  const t = useT();
  const { jumpTo } = useTalkActs();
  const text = useInChat((search) => search.text);
  const title = chatTitle(chat, useUser(chat.peerId), t);
  const ref = useRef<HTMLInputElement>(null);
  const hits = useInChatHits(chat.id, text, jumpTo);
  // At once: what is typed while the field before it is taken away would get into a message.
  useLayoutEffect(() => {
    const field = ref.current;
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  }, []);
  useEffect(() => unmarkHits, []);

  const onF3 = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (event.code !== 'F3' || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    hits.step(event.shiftKey ? -1 : 1);
  });
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => onF3(event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      closeInChat();
    } else if (event.key === 'Enter' && event.target === ref.current) {
      event.preventDefault();
      if (hits.hasFailed) hits.retry();
      else hits.step(event.shiftKey ? -1 : 1);
    }
  };
  const everywhere = () => {
    const chip = { kind: 'in', value: chat.id, label: title } as const;
    setSearch({ isOpen: true, text, chips: text.trim() === '' ? [chip] : [] });
    closeInChat();
    focusSearch();
  };
  const { count, isExact } = hits.total;
  const key = isMac ? '⌘F' : 'Ctrl+F';
  return (
    <div className={styles.bar} role="search" aria-label={t('search.inChat')} onKeyDown={onKeyDown}>
      <Search className={styles.icon} size={19} aria-hidden="true" />
      <input
        ref={ref}
        id={inChatFieldId}
        type="text"
        inputMode="search"
        className={styles.input}
        placeholder={t('search.inChat')}
        aria-label={t('search.inChat')}
        title={t('search.inChatHint', { key })}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        dir="auto"
        maxLength={500}
        value={text}
        onChange={(event) => setInChatText(event.target.value)}
      />
      <output
        className={styles.count}
        aria-live="polite"
        title={hits.count > 0 ? t(isExact ? 'search.total' : 'search.totalOver', { count }) : undefined}
        data-problem={hits.hasFailed || undefined}
      >
        {outcomeOf(hits, t)}
      </output>
      <IconButton
        icon={ChevronUp}
        label={t('search.inChatOlder')}
        disabled={hits.count === 0}
        onClick={() => hits.step(1)}
      />
      <IconButton
        icon={ChevronDown}
        label={t('search.inChatNewer')}
        disabled={hits.count === 0}
        onClick={() => hits.step(-1)}
      />
      <IconButton
        icon={CalendarDays}
        label={t('search.inChatDate')}
        onClick={() => showDialog({ kind: 'date', at: new Date() })}
      />
      <IconButton
        icon={Globe}
        label={t('search.inChatEverywhere')}
        className={styles.everywhere}
        onClick={everywhere}
      />
      <IconButton icon={X} label={t('search.close')} onClick={closeInChat} />
    </div>
  );
}

/** Which of how many is looked at, or why there is none to look at. */
function outcomeOf(hits: ReturnType<typeof useInChatHits>, t: Translate): string {
  if (hits.hasFailed) return errorText(hits.error, t);
  if (hits.isNothing) return t(hits.isPartial ? 'search.nothingYet' : 'search.none');
  if (hits.isGoingOn) return t('search.goingOn');
  if (hits.count === 0) return '';
  const { count, isExact } = hits.total;
  const total = `${Math.max(count, hits.at + 1)}${isExact ? '' : '+'}`;
  return t('search.place', { number: String(hits.at + 1), total });
}
