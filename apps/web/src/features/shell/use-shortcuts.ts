import { useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useLocation } from 'wouter';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { goBack } from '../../ui/go-back.ts';
import { chatsOfTab, useListView } from '../chat-list/list-view.ts';
import { inChatFieldId, openInChat } from '../search/in-chat-store.ts';
import { closeSearch, focusSearch } from '../search/search-store.ts';
import type { View } from './use-view.ts';

/** Keys that work everywhere. They go by the physical key, so that they work in every layout. */
export function useShortcuts(view: View) {
  const [, navigate] = useLocation();
  const [isHelpShown, setHelpShown] = useState(false);
  const [isSwitching, setSwitching] = useState(false);
  // Not a moment later: a key means what is shown when it is pressed, also on a slow machine.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      // A dialog has keys of its own, also when what had the focus in it is gone.
      if (document.querySelector('dialog[open]')) return;
      const isWriting =
        event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
      if (isCommand && !event.shiftKey && event.code === 'KeyK') {
        event.preventDefault();
        // At once: what is typed next must find its field.
        flushSync(() => setSwitching(true));
      } else if (isCommand && event.code === 'KeyF') {
        const isHere = view.chatId !== null && !event.shiftKey;
        // Who asks a second time wants the browser's own.
        if (isHere && document.activeElement?.id === inChatFieldId) return;
        event.preventDefault();
        // At once: what is typed next must find the field.
        if (isHere) flushSync(() => openInChat(view.chatId ?? ''));
        else {
          if (view.left !== 'chats') flushSync(() => navigate(routes.chats));
          focusSearch();
        }
      } else if (event.altKey && (event.code === 'ArrowDown' || event.code === 'ArrowUp')) {
        event.preventDefault();
        const next = neighbour(view.chatId, event.code === 'ArrowDown' ? 1 : -1);
        if (next) navigate(routes.chat(next));
      } else if (event.key === 'Escape') {
        // It closes what floats over the chat, not the chat.
        if (document.querySelector('[popover]:popover-open')) return;
        const back = parentOf(view);
        if (back !== null) goBack(navigate, back);
        else closeSearch();
      } else if (!isWriting && (event.key === '?' || (event.shiftKey && event.code === 'Slash'))) {
        setHelpShown(true);
      }
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [view, navigate]);
  return {
    isHelpShown,
    closeHelp: () => setHelpShown(false),
    isSwitching,
    closeSwitcher: () => setSwitching(false),
  };
}

function neighbour(chatId: string | null, step: 1 | -1): string | undefined {
  const chats = chatsOfTab(client.getState(), useListView.getState().tab, chatId);
  const at = chats.findIndex(({ chat }) => chat.id === chatId);
  return chats[at < 0 ? 0 : at + step]?.chat.id;
}

/** Where Esc leads: one step out. */
function parentOf(view: View): string | null {
  if (view.isInfoShown && view.chatId) return routes.chat(view.chatId);
  if (view.settingsTab) return routes.settings;
  return view.path === routes.chats || view.path === routes.search ? null : routes.chats;
}
