import { isArchived, isQuiet, isUnread } from '@bridges/sdk';
import type { Chat } from '@bridges/sdk';
import { useLanguageStore } from '../../i18n/language.ts';
import { client } from '../../realtime/client.ts';
import { errorText } from '../../store/error-text.ts';
import { dismissToast, toast } from '../../ui/toasts.ts';

const forEver = '9999-12-31T00:00:00.000Z';
const hourMs = 3_600_000;

type Marks = Parameters<typeof client.setMarks>[1];

/** Sets something about a chat for me alone; a refusal is told. */
export async function setMarks(chat: Chat, marks: Marks): Promise<void> {
  try {
    await client.setMarks(chat.id, marks);
  } catch (error) {
    toast(errorText(error, useLanguageStore.getState().t));
  }
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
  await setMarks(chat, { isArchived: true });
  const run = () => {
    dismissToast(note);
    void setMarks(chat, { isArchived: false });
  };
  const note = toast(t('list.archived'), { label: t('act.undo'), run }, 5000);
}
