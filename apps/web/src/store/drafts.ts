import { create } from 'zustand';

const prefix = 'bridges.draft.';

/** Unsent text by chat id, of the signed-in user. */
export const useDrafts = create<{ userId: string | null; texts: Readonly<Record<string, string>> }>(() => ({
  userId: null,
  texts: {},
}));

const keyOf = (userId: string, chatId: string) => `${prefix}${userId}.${chatId}`;

/** Reads this user's drafts; they are kept in this browser at each key press, so that none is lost. */
export function openDrafts(userId: string, storage: Storage = localStorage): void {
  if (useDrafts.getState().userId === userId) return;
  const start = keyOf(userId, '');
  const texts: Record<string, string> = {};
  for (let at = 0; at < storage.length; at += 1) {
    const key = storage.key(at);
    const text = key?.startsWith(start) ? storage.getItem(key) : null;
    if (key && text) texts[key.slice(start.length)] = text;
  }
  useDrafts.setState({ userId, texts });
}

/** Keeps what is written in a chat; white space alone does not outlive the page. */
export function saveDraft(chatId: string, text: string, storage: Storage = localStorage): void {
  const { userId, texts } = useDrafts.getState();
  if (userId === null) return;
  useDrafts.setState({ texts: withDraft(texts, chatId, text) });
  try {
    if (text.trim() === '') storage.removeItem(keyOf(userId, chatId));
    else storage.setItem(keyOf(userId, chatId), text);
  } catch {
    // Storage is full or forbidden: the draft lives as long as the page.
  }
}

/** Forgets all drafts of this user: signing out leaves nothing on the device. */
export function dropDrafts(storage: Storage = localStorage): void {
  const { userId, texts } = useDrafts.getState();
  if (userId !== null) for (const chatId of Object.keys(texts)) storage.removeItem(keyOf(userId, chatId));
  useDrafts.setState({ userId: null, texts: {} });
}

/** Follows drafts written in another tab. */
export function watchDrafts(): void {
  addEventListener('storage', ({ key, newValue }) => {
    const { userId, texts } = useDrafts.getState();
    const start = userId === null ? null : keyOf(userId, '');
    if (start === null || !key?.startsWith(start)) return;
    useDrafts.setState({ texts: withDraft(texts, key.slice(start.length), newValue ?? '') });
  });
}

function withDraft(texts: Readonly<Record<string, string>>, chatId: string, text: string) {
  if (text !== '') return { ...texts, [chatId]: text };
  const { [chatId]: _, ...rest } = texts;
  return rest;
}
