import type { Attachment, Draft } from '@bridges/contracts';
import { limits } from '@bridges/contracts/protocol';
import type { DraftParts } from '@bridges/sdk';
import { client } from '../realtime/client.ts';
import { saveDraft, saveFiles, saveReply, useDrafts } from './drafts.ts';

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
    const written = [now.texts, now.replies, now.files] as const;
    const earlier = [before.texts, before.replies, before.files] as const;
    for (const chatId of new Set(written.flatMap((part, at) => changed(part, earlier[at] ?? {})))) {
      if (client.saveDraft(chatId, draftOf(chatId))) unsaved.add(chatId);
      else unsaved.delete(chatId);
    }
    remember();
  });
  client.subscribe(adoptAll);
}

function changed(now: Readonly<Record<string, unknown>>, before: Readonly<Record<string, unknown>>) {
  if (now === before) return [];
  return Object.keys({ ...now, ...before }).filter((chatId) => now[chatId] !== before[chatId]);
}

/** As it goes to the server: so many files as one message takes. */
function draftOf(chatId: string): DraftParts {
  const { texts, replies, files } = useDrafts.getState();
  const text = texts[chatId] ?? '';
  const replyTo = replies[chatId];
  const attachments = files[chatId]?.slice(0, limits.attachments);
  return {
    text: text.trim() === '' ? '' : text,
    ...(replyTo && { replyTo }),
    ...(attachments && { attachments }),
  };
}

function adoptAll(): void {
  const { userId } = useDrafts.getState();
  const { chats, me } = client.getState();
  if (userId === null || me?.id !== userId || client.connection.status !== 'online') return;
  for (const { chat } of Object.values(chats)) {
    const { draft, rev } = chat.marks;
    const before = told.get(chat.id);
    if (before?.draft !== draft || before.rev !== rev) {
      told.set(chat.id, { draft, rev });
      hear(chat.id, draft, before === undefined);
    }
    if (!client.isDraftUnsaved(chat.id)) unsaved.delete(chat.id);
  }
  remember();
}

function hear(chatId: string, draft: Draft | null, isFirst: boolean): void {
  const own = draftOf(chatId);
  // The first word about a chat comes before this device has said what it kept; also when that says the same, which may
  // be what was shown here before the reload.
  if (isFirst && unsaved.has(chatId)) client.saveDraft(chatId, own);
  else if (!isSame(own, draft ?? { text: '' }) && (!isFirst || draft !== null)) adopt(chatId, draft);
}

function adopt(chatId: string, draft: Draft | null): void {
  isAdopting = true;
  saveDraft(chatId, draft?.text ?? '');
  saveReply(chatId, draft?.replyTo ?? null);
  adoptFiles(chatId, draft?.attachments ?? []);
  isAdopting = false;
}

/** Of more files than one message takes, the server knows the first: the others are here alone, and stay. */
function adoptFiles(chatId: string, told: readonly Attachment[]): void {
  const beyond = (useDrafts.getState().files[chatId] ?? []).slice(limits.attachments);
  saveFiles(chatId, [...told, ...beyond.filter(isNotAmong(told))]);
}

const isNotAmong =
  (others: readonly Attachment[]) =>
  ({ fileId }: Attachment): boolean =>
    others.every((other) => other.fileId !== fileId);

function remember(): void {
  const kept = [...unsaved].join(' ');
  if ((localStorage.getItem(storageKey) ?? '') === kept) return;
  if (kept === '') localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, kept);
}

function isSame(one: DraftParts, other: DraftParts): boolean {
  return (
    one.text === other.text &&
    idsOf(one) === idsOf(other) &&
    one.replyTo?.seq === other.replyTo?.seq &&
    one.replyTo?.quote === other.replyTo?.quote
  );
}

const idsOf = ({ attachments = [] }: DraftParts): string => attachments.map(({ fileId }) => fileId).join(' ');
