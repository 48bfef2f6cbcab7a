import type { Attachment, ReplyTo } from '@bridges/contracts';
import { create } from 'zustand';

/** A message of mine that is being changed. */
export interface Edit {
  seq: number;
  text: string;
}

interface Drafts {
  userId: string | null;
  /** Unsent text by chat id. */
  texts: Readonly<Record<string, string>>;
  /** What the unsent text will answer. */
  replies: Readonly<Record<string, ReplyTo>>;
  /** Files that will go with it and that the server has. Those on their way are in the tray alone. */
  files: Readonly<Record<string, readonly Attachment[]>>;
  /** Edits under way: leaving the chat keeps them. */
  edits: Readonly<Record<string, Edit>>;
}

const nothing: Drafts = { userId: null, texts: {}, replies: {}, files: {}, edits: {} };

/** What the signed-in user has begun to write. */
export const useDrafts = create<Drafts>(() => nothing);

const prefixes = {
  texts: 'bridges.draft.',
  replies: 'bridges.reply.',
  files: 'bridges.files.',
  edits: 'bridges.edit.',
} as const;
type Part = keyof typeof prefixes;

const keyOf = (part: Part, userId: string, chatId: string) => `${prefixes[part]}${userId}.${chatId}`;

/** Reads this user's drafts; they are kept in this browser at each key press, so that none is lost. */
export function openDrafts(userId: string, storage: Storage = localStorage): void {
  if (useDrafts.getState().userId === userId) return;
  const read = (part: Part): Record<string, string> => {
    const start = keyOf(part, userId, '');
    const found: Record<string, string> = {};
    for (let at = 0; at < storage.length; at += 1) {
      const key = storage.key(at);
      const kept = key?.startsWith(start) ? storage.getItem(key) : null;
      if (key && kept) found[key.slice(start.length)] = kept;
    }
    return found;
  };
  useDrafts.setState({
    userId,
    texts: read('texts'),
    replies: parsed<ReplyTo>(read('replies')),
    files: parsed<Attachment[]>(read('files')),
    edits: parsed<Edit>(read('edits')),
  });
}

/** Keeps what is written in a chat; white space alone does not outlive the page. */
export function saveDraft(chatId: string, text: string, storage: Storage = localStorage): void {
  const { texts } = useDrafts.getState();
  useDrafts.setState({ texts: withValue(texts, chatId, text === '' ? null : text) });
  keep('texts', chatId, text.trim() === '' ? null : text, storage);
}

/** Keeps which message will be answered. */
export function saveReply(chatId: string, reply: ReplyTo | null, storage: Storage = localStorage): void {
  const { replies } = useDrafts.getState();
  useDrafts.setState({ replies: withValue(replies, chatId, reply) });
  keep('replies', chatId, reply && JSON.stringify(reply), storage);
}

/** Keeps which files will go with it. */
export function saveFiles(
  chatId: string,
  attachments: readonly Attachment[],
  storage: Storage = localStorage,
): void {
  const { files } = useDrafts.getState();
  const value = attachments.length === 0 ? null : attachments;
  useDrafts.setState({ files: withValue(files, chatId, value) });
  keep('files', chatId, value && JSON.stringify(value), storage);
}

/** Keeps an edit under way; null: it is done or given up. */
export function saveEdit(chatId: string, edit: Edit | null, storage: Storage = localStorage): void {
  const { edits } = useDrafts.getState();
  useDrafts.setState({ edits: withValue(edits, chatId, edit) });
  keep('edits', chatId, edit && JSON.stringify(edit), storage);
}

/**
 * The field is empty at once, but what was in it stays on the disk until `kept` says that the message itself is
 * safe there: a crash in between loses nothing.
 */
export function clearSent(chatId: string, kept: Promise<void>, storage: Storage = localStorage): void {
  const { texts, replies, files } = useDrafts.getState();
  useDrafts.setState({
    texts: withValue(texts, chatId, null),
    replies: withValue(replies, chatId, null),
    files: withValue(files, chatId, null),
  });
  void kept.then(() => {
    const now = useDrafts.getState();
    for (const part of ['texts', 'replies', 'files'] as const)
      if (now[part][chatId] === undefined) keep(part, chatId, null, storage);
  });
}

/** Forgets all drafts of this user: signing out leaves nothing on the device. */
export function dropDrafts(storage: Storage = localStorage): void {
  const { texts, replies, files, edits } = useDrafts.getState();
  for (const [part, values] of Object.entries({ texts, replies, files, edits })) {
    for (const chatId of Object.keys(values)) keep(part as Part, chatId, null, storage);
  }
  useDrafts.setState(nothing);
}

/** Follows drafts written in another tab. */
export function watchDrafts(): void {
  addEventListener('storage', ({ key, newValue }) => {
    const { userId, texts } = useDrafts.getState();
    const start = userId === null ? null : keyOf('texts', userId, '');
    if (start === null || !key?.startsWith(start)) return;
    useDrafts.setState({ texts: withValue(texts, key.slice(start.length), newValue || null) });
  });
}

function keep(part: Part, chatId: string, value: string | null, storage: Storage): void {
  const { userId } = useDrafts.getState();
  if (userId === null) return;
  try {
    if (value === null) storage.removeItem(keyOf(part, userId, chatId));
    else storage.setItem(keyOf(part, userId, chatId), value);
  } catch {
    // Storage is full or forbidden: the draft lives as long as the page.
  }
}

function withValue<Value>(
  all: Readonly<Record<string, Value>>,
  chatId: string,
  value: Value | null,
): Readonly<Record<string, Value>> {
  if (value !== null) return { ...all, [chatId]: value };
  if (all[chatId] === undefined) return all;
  const { [chatId]: _, ...rest } = all;
  return rest;
}

function parsed<Value>(kept: Record<string, string>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(kept).flatMap(([chatId, json]) => {
      try {
        return [[chatId, JSON.parse(json) as Value]];
      } catch {
        return [];
      }
    }),
  );
}
