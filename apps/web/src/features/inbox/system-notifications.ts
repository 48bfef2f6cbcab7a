import type { Message } from '@bridges/sdk';
import { navigate } from 'wouter/use-browser-location';
import { useLanguageStore } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { routes } from '../../routes/routes.ts';
import { chatTitle, peerOf, userName } from '../../store/chat-title.ts';
import { messageSummary } from '../../store/message-summary.ts';
import { isNewsFor } from './is-news.ts';
import { playSound, useSound, watchSound } from './sound.ts';
import { closeTold, closeToldEntries, followWorker } from './told-by-worker.ts';
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

/** Tells of new messages while nobody looks at them, by the system and by sound; of several tabs, one does. */
export function followSystemNotifications(): void {
  watchStanding();
  watchSound();
  followWorker(close);
  renewSubscription();
  if (!('locks' in navigator)) return;
  // Held until the tab is closed; then another one gets it.
  void navigator.locks.request('bridges-notifications', async () => {
    client.onMessage((message) => {
      // What was wanted when it came counts.
      const isShown = isWanted();
      setTimeout(() => tell(message, isShown), graceMs);
    });
    client.subscribe(clearRead);
    client.subscribe(clearReadEntries);
    useStanding.subscribe(({ standing }) => standing !== 'on' && clearAll());
    addEventListener('pagehide', clearAll);
    await new Promise(() => undefined);
  });
}

const isWanted = (): boolean => useStanding.getState().standing === 'on';

function tell(message: Message, isShown: boolean): void {
  const { chatId } = message;
  const state = client.getState();
  const held = state.chats[chatId];
  const isInView = document.hasFocus() && location.pathname.startsWith(routes.chat(chatId));
  if (!held || isInView || !isNewsFor(held.chat, message, state.me?.id ?? null)) return;
  if (useSound.getState().isOn) playSound();
  if (isShown && isWanted()) show(message);
}

function show({ chatId, seq, senderId, ...message }: Message): void {
  const state = client.getState();
  const chat = state.chats[chatId]?.chat;
  if (!chat) return;
  const { t } = useLanguageStore.getState();
  const name = userName(state.users[senderId], t);
  const text = messageSummary({ chatId, seq, senderId, ...message }, t);
  const before = shown.get(chatId);
  const count = (before?.count ?? 0) + 1;
  const line = chat.kind === 'group' ? `${name}: ${text}` : text;
  const picture = state.users[senderId]?.avatarFileId;
  // The same tag: the system puts it in the place of the one before.
  const notification = new Notification(chatTitle(chat, peerOf(chat, state.users), t), {
    tag: `chat:${chatId}`,
    body: count > 1 ? `${t('inbox.messages', { count })}\n${line}` : line,
    icon: picture ? `/api/files/${picture}/thumbnail?size=320` : '/icons/icon-192.png',
    // Whoever wants a sound gets ours, once.
    silent: true,
  });
  notification.onclick = () => {
    window.focus();
    navigate(routes.message(chatId, seq));
    close(chatId);
  };
  shown.set(chatId, { notification, seq, count });
}

/** Whoever is signed in now is told in this browser, if it is to show notifications. */
function renewSubscription(): void {
  let renewedFor: string | null = null;
  client.subscribe(() => {
    const id = client.connection.status === 'online' ? (client.getState().me?.id ?? null) : null;
    if (id === null || id === renewedFor) return;
    renewedFor = id;
    if (!isWanted()) return;
    import('../notifications/push-subscription.ts')
      .then(({ subscribeToPush }) => subscribeToPush())
      .catch(() => undefined);
  });
}

/** Of the chats, up to where they were read when this was last looked at. */
const readSeqs = new Map<string, number>();

/** What was read, here or on another device, or is not mine to read any more, is not shown any more. */
function clearRead(): void {
  const { chats } = client.getState();
  for (const [chatId, { seq }] of shown) {
    const chat = chats[chatId]?.chat;
    if (!chat || chat.readSeq >= seq) close(chatId);
  }
  for (const [chatId, { chat }] of Object.entries(chats)) {
    const before = readSeqs.get(chatId);
    readSeqs.set(chatId, chat.readSeq);
    if (before !== undefined && before < chat.readSeq) void closeTold(chatId, chat.readSeq);
  }
}

/** The inbox when it was last looked at. */
let inbox = client.getState().inbox;

/** What was read of the inbox, here or on another device, is not shown any more. */
function clearReadEntries(): void {
  const now = client.getState().inbox;
  if (now === inbox || client.connection.status !== 'online') return;
  inbox = now;
  if (now.unreadCount === 0) {
    void closeToldEntries();
    return;
  }
  const read = new Set(now.entries.flatMap(({ id, readAt }) => (readAt === null ? [] : [id])));
  if (read.size > 0) void closeToldEntries((entryId) => !read.has(entryId));
}

function clearAll(): void {
  for (const chatId of shown.keys()) close(chatId);
}

function close(chatId: string): void {
  shown.get(chatId)?.notification.close();
  shown.delete(chatId);
}
