import { create } from 'zustand';

interface OpenMenu {
  chatId: string;
  at: { x: number; y: number };
}

/** Which row's menu is open, and where. */
export const useChatMenu = create<{ menu: OpenMenu | null }>(() => ({ menu: null }));
export const openChatMenu = (chatId: string, at: OpenMenu['at']): void =>
  useChatMenu.setState({ menu: { chatId, at } });
export const closeChatMenu = (): void => useChatMenu.setState({ menu: null });
