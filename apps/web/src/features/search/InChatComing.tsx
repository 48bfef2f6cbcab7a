import { useLayoutEffect, useRef } from 'react';
import { useT } from '../../i18n/language.ts';
import { closeInChat, setInChatText, useInChat } from './in-chat-store.ts';

/** Takes what is typed until the search in the chat is there, which is loaded when it is asked for first. */
export function InChatComing() {
  const t = useT();
  const text = useInChat((search) => search.text);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <input
      ref={field}
      type="text"
      className="visually-hidden"
      aria-label={t('search.inChat')}
      autoComplete="off"
      value={text}
      onChange={(event) => setInChatText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        closeInChat();
      }}
    />
  );
}
