import { isArchived, isQuiet, isUnread } from '@bridges/sdk';
import type { Chat } from '@bridges/sdk';
import { useLanguageStore } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { toast } from '../../ui/toasts.ts';
import { tried } from '../../ui/tried.ts';

const forEver = '9999-12-31T00:00:00.000Z';
const hourMs = 3_600_000;
const undoMs = 5000;

type Marks = Parameters<typeof client.setMarks>[1];

/** Sets something about a chat for me alone; a refusal is told. */
export async function setMarks(chat: Chat, marks: Marks): Promise<void> {
  await tried(() => client.setMarks(chat.id, marks));
}

/** `hours` null: for ever. */
export const mute = (chat: Chat, hours: number | null): Promise<void> =>
  setMarks(chat, {
    mutedUntil: hours === null ? forEver : new Date(Date.now() + hours * hourMs).toISOString(),
  });
export const muteUntil = (chat: Chat, at: Date): Promise<void> =>
  setMarks(chat, { mutedUntil: at.toISOString() });
export const unmute = (chat: Chat): Promise<void> =>
  setMarks(chat, { mutedUntil: null, ...(chat.marks.level === 'none' && { level: 'all' }) });
export const toggleMute = (chat: Chat): Promise<void> => (isQuiet(chat) ? unmute(chat) : mute(chat, null));

export const togglePin = (chat: Chat): Promise<void> =>
  setMarks(chat, { isPinned: chat.marks.pinOrder === null });

/** Read up to its end, or marked as unread. */
export async function toggleRead(chat: Chat): Promise<void> {
  if (!isUnread(chat)) return setMarks(chat, { isMarkedUnread: true });
  client.markRead(chat.id, chat.lastSeq);
  if (chat.marks.isMarkedUnread) await setMarks(chat, { isMarkedUnread: false });
}

/** Into the archive, or out of it; into it with a way back. */
export async function toggleArchive(chat: Chat): Promise<void> {
  if (isArchived(chat)) return setMarks(chat, { isArchived: false });
  const { t } = useLanguageStore.getState();
  if (!(await tried(() => client.setMarks(chat.id, { isArchived: true })))) return;
  const run = () => void setMarks(chat, { isArchived: false });
  toast(t('list.archived'), { label: t('act.undo'), run }, undoMs);
}
