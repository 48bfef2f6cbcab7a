import { useT } from '../../i18n/language.ts';
import { ComingField } from './ComingField.tsx';
import { closeInChat, setInChatText, useInChat } from './in-chat-store.ts';

/** Takes what is typed until the search in the chat is there, which is loaded when it is asked for first. */
export function InChatComing() {
  const t = useT();
  const text = useInChat((search) => search.text);
  return <ComingField label={t('search.inChat')} text={text} onText={setInChatText} onEscape={closeInChat} />;
}
