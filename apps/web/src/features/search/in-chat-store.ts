import { create } from 'zustand';

/** The id of the field of the search in the open chat. */
export const inChatFieldId = 'search-in-chat';

interface InChat {
  /** In which chat is searched; null: in none. */
  chatId: string | null;
  text: string;
}

const nothing: InChat = { chatId: null, text: '' };

/** The search in the open chat; it ends with leaving the chat. */
export const useInChat = create<InChat>(() => nothing);

/** Opens it, or goes back to its field. */
export function openInChat(chatId: string): void {
  if (useInChat.getState().chatId !== chatId) {
    useInChat.setState({ chatId, text: '' });
    addEventListener('keydown', typeAhead, true);
  }
  const field = document.getElementById(inChatFieldId);
  if (field instanceof HTMLInputElement) field.select();
}

/** What is typed while the field is still being loaded is meant for it, not for the message below. */
function typeAhead(event: KeyboardEvent): void {
  const { chatId, text } = useInChat.getState();
  if (chatId === null || document.getElementById(inChatFieldId)) {
    removeEventListener('keydown', typeAhead, true);
    return;
  }
  const isCommand = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
  if (isCommand || (event.key.length !== 1 && event.key !== 'Backspace')) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  setInChatText(event.key === 'Backspace' ? text.slice(0, -1) : text + event.key);
}

export const closeInChat = (): void => useInChat.setState(nothing);
export const setInChatText = (text: string): void => useInChat.setState({ text });
