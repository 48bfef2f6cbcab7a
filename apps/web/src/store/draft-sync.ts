import type { Draft, DraftBody } from '@bridges/contracts';
import { client } from '../realtime/client.ts';
import { saveDraft, saveReply, useDrafts } from './drafts.ts';

const storageKey = 'bridges.unsavedDrafts';
/** Chats whose draft here may be newer than the server's; remembered over a reload. */
let unsaved = new Set<string>();
/** The last draft that was told of each chat, and the rev of its marks: only the server raises that. */
const told = new Map<string, { draft: Draft | null; rev: number }>();
let isAdopting = false;

/** Drafts follow the person from device to device: what is written here goes out, what comes in is taken over. */
export function syncDrafts(): void {
  unsaved = new Set((localStorage.getItem(storageKey) ?? '').split(' ').filter(Boolean));
  useDrafts.subscribe((now, before) => {
    if (isAdopting || now.userId === null || now.userId !== before.userId) return;
    for (const chatId of [...changed(now.texts, before.texts), ...changed(now.replies, before.replies)]) {
      unsaved.add(chatId);
      client.saveDraft(chatId, draftOf(chatId));
    }
    remember();
  });
  client.subscribe(adoptAll);
}

function changed<Value>(now: Readonly<Record<string, Value>>, before: Readonly<Record<string, Value>>) {
  if (now === before) return [];
  return Object.keys({ ...now, ...before }).filter((chatId) => now[chatId] !== before[chatId]);
}

function draftOf(chatId: string): DraftBody {
  const { texts, replies } = useDrafts.getState();
  const text = texts[chatId] ?? '';
  const replyTo = replies[chatId];
  return { text: text.trim() === '' ? '' : text, ...(replyTo && { replyTo }) };
}

function adoptAll(): void {
  const { userId } = useDrafts.getState();
  const { chats, me } = client.getState();
  if (userId === null || me?.id !== userId || client.connection.status !== 'online') return;
  for (const { chat } of Object.values(chats)) {
    const { draft, rev } = chat.marks;
    const before = told.get(chat.id);
    if (before?.draft === draft && before.rev === rev) continue;
    told.set(chat.id, { draft, rev });
    const isSaid = isSame(draftOf(chat.id), draft ?? { text: '' });
    if (isSaid) {
      if (before?.rev !== rev) unsaved.delete(chat.id);
      continue;
    }
    // The first word about a chat comes before this device has said what it kept.
    if (before === undefined && unsaved.has(chat.id)) client.saveDraft(chat.id, draftOf(chat.id));
    else if (before !== undefined || draft !== null) adopt(chat.id, draft);
  }
  remember();
}

function adopt(chatId: string, draft: Draft | null): void {
  isAdopting = true;
  saveDraft(chatId, draft?.text ?? '');
  saveReply(chatId, draft?.replyTo ?? null);
  isAdopting = false;
}

function remember(): void {
  const kept = [...unsaved].join(' ');
  if ((localStorage.getItem(storageKey) ?? '') === kept) return;
  if (kept === '') localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, kept);
}

function isSame(one: DraftBody, other: DraftBody): boolean {
  return (
    one.text === other.text &&
    one.replyTo?.seq === other.replyTo?.seq &&
    one.replyTo?.quote === other.replyTo?.quote
  );
}
