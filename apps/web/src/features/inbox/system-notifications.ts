import type { Message } from '@bridges/sdk';
import { navigate } from 'wouter/use-browser-location';
import { useLanguageStore } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { chatTitle, peerOf, userName } from '../../store/chat-title.ts';
import { messageSummary } from '../../store/message-summary.ts';
import { isNewsFor } from './is-news.ts';
import { useStanding, watchStanding } from './wish.ts';

/** Who looks at the chat, on whatever device, has read it by then: nothing is shown for it. */
const graceMs = 700;

interface Shown {
  notification: Notification;
  seq: number;
  count: number;
}
/** What this tab shows, by chat: one at a time. */
const shown = new Map<string, Shown>();

/** Shows new messages in the system while nobody looks at them; of several tabs, one does. */
export function followSystemNotifications(): void {
  watchStanding();
  if (!('Notification' in globalThis) || !('locks' in navigator)) return;
  // Held until the tab is closed; then another one gets it.
  void navigator.locks.request('bridges-notifications', async () => {
    client.onMessage((message) => {
      if (useStanding.getState().standing === 'on') setTimeout(() => show(message), graceMs);
    });
    client.subscribe(clearRead);
    useStanding.subscribe(({ standing }) => standing !== 'on' && clearAll());
    addEventListener('pagehide', clearAll);
    await new Promise(() => undefined);
  });
}

function show(message: Message): void {
  const { chatId, seq, senderId } = message;
  const state = client.getState();
  const held = state.chats[chatId];
  const isInView = document.hasFocus() && location.pathname.startsWith(routes.chat(chatId));
  if (useStanding.getState().standing !== 'on' || !held || isInView) return;
  if (!isNewsFor(held.chat, message, state.me?.id ?? null)) return;
  const { t } = useLanguageStore.getState();
  const { chat } = held;
  const name = userName(state.users[senderId], t);
  const text = messageSummary(message, t);
  const before = shown.get(chatId);
  const count = (before?.count ?? 0) + 1;
  const line = chat.kind === 'group' ? `${name}: ${text}` : text;
  const picture = state.users[senderId]?.avatarFileId;
  // The same tag: the system puts it in the place of the one before.
  const notification = new Notification(chatTitle(chat, peerOf(chat, state.users), t), {
    tag: `chat:${chatId}`,
    body: count > 1 ? `${t('inbox.messages', { count })}\n${line}` : line,
    icon: picture ? `/api/files/${picture}/thumbnail?size=320` : '/icons/icon-192.png',
  });
  notification.onclick = () => {
    window.focus();
    navigate(routes.message(chatId, seq));
    close(chatId);
  };
  shown.set(chatId, { notification, seq, count });
}

/** What was read, here or on another device, or is not mine to read any more, is not shown any more. */
function clearRead(): void {
  const { chats } = client.getState();
  for (const [chatId, { seq }] of shown) {
    const chat = chats[chatId]?.chat;
    if (!chat || chat.readSeq >= seq) close(chatId);
  }
}

function clearAll(): void {
  for (const chatId of shown.keys()) close(chatId);
}

function close(chatId: string): void {
  shown.get(chatId)?.notification.close();
  shown.delete(chatId);
}
