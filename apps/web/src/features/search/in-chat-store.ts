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
  if (useInChat.getState().chatId !== chatId) useInChat.setState({ chatId, text: '' });
  const field = document.getElementById(inChatFieldId);
  if (field instanceof HTMLInputElement) field.select();
}

export const closeInChat = (): void => useInChat.setState(nothing);
export const setInChatText = (text: string): void => useInChat.setState({ text });
