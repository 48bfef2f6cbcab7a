import type { ChatMarks, Draft, DraftBody } from '@bridges/contracts';
import { putMarks, withMarks } from '../apply-marks.ts';
import type { DraftParts, Timing } from '../client-options.ts';
import { toApiError } from '../errors.ts';
import type { OutboxByChat } from '../outbox.ts';
import { ownMessage, saysSo } from '../own-message.ts';
import { randomUuid } from '../random-uuid.ts';
import type { Rest } from '../rest.ts';
import type { ClientState } from '../state.ts';
import type { Store } from './store.ts';

export interface DraftsOptions {
  store: Store;
  rest: Rest;
  timing: Timing;
  isOnline(): boolean;
  outbox(): OutboxByChat;
}

/** What a send takes over of its draft. */
export interface DraftEnd {
  clientId: string;
  /** The server may know of the draft: the send ends it there. */
  endsDraft?: true;
}

type Wanted = DraftParts & { clientId: string };
const nothing: DraftParts = { text: '' };
/** The server may tell so late of a draft that has become a message. */
const endedKept = 50;
/** Another device may send a state of a draft that is so many saves old. */
const toldKept = 50;

/**
 * Drafts on their way: shown at once, the last state of each told to the server a moment after the last key.
 *
 * A draft has the client id that its message will have: the send ends it on the server in one transaction, and two
 * devices that send the same draft make one message. The id is of what one device wrote: another one that changes the
 * text gives it an id of its own.
 */
export function createDrafts({ store, rest, timing, isOnline, outbox }: DraftsOptions) {
  const wanted = new Map<string, Wanted>();
  const shown = new Map<string, Draft | null>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const underWay = new Set<string>();
  /** Chats whose draft as it was written here the server has not taken, or has refused. */
  const unsaved = new Set<string>();
  /** Ids given here. */
  const given = new Set<string>();
  /** By chat: the id of the draft that the server may hold; and where a save is out that it may not have taken yet. */
  const held = new Map<string, string>();
  const unsure = new Set<string>();
  /** Ids of drafts that were sent from here, and their chats; the last ones. */
  const ended = new Map<string, string>();
  /** By chat: what was written here and the server has taken last; and the texts that were told by the same id. */
  const saved = new Map<string, Wanted>();
  const told = new Map<string, { clientId: string; texts: Set<string> }>();
  /** Where the server told, while a save was out, that there is no draft. */
  const goneMeanwhile = new Set<string>();

  const marksOf = (chatId: string): ChatMarks | undefined => store.get().chats[chatId]?.chat.marks;

  function schedule(chatId: string, pauseMs: number): void {
    clearTimeout(timers.get(chatId));
    timers.set(
      chatId,
      setTimeout(() => {
        timers.delete(chatId);
        if (isOnline()) void flush(chatId);
      }, pauseMs),
    );
  }

  async function flush(chatId: string): Promise<void> {
    const draft = wanted.get(chatId);
    if (draft === undefined || underWay.has(chatId)) return;
    underWay.add(chatId);
    goneMeanwhile.delete(chatId);
    noteTold(chatId, draft);
    if (held.has(chatId) && held.get(chatId) !== draft.clientId) unsure.add(chatId);
    if (!isEmpty(draft)) held.set(chatId, draft.clientId);
    const outcome = await rest.marks.saveDraft(chatId, bodyOf(draft)).catch(toApiError);
    underWay.delete(chatId);
    // She may have written on meanwhile: what is newest here is what counts, and goes out next.
    const isNewest = wanted.get(chatId) === draft;
    if (outcome instanceof Error) {
      if (!outcome.isRetryable) {
        if (isNewest) wanted.delete(chatId);
      } else schedule(chatId, outcome.retryAfterMs ?? timing.sendRetryMs);
      return;
    }
    unsure.delete(chatId);
    if (outcome.draft === null) held.delete(chatId);
    // Another device has sent an earlier state of it: what was written here since is a draft of its own.
    const isSpent = draft.text !== '' && outcome.draft === null && !ended.has(draft.clientId);
    if (isNewest && isSpent && isSentElsewhere(chatId, draft)) {
      wanted.delete(chatId);
      unsaved.delete(chatId);
      show(chatId, nothing);
    } else if (isNewest && isSpent) putAnew(chatId, draft);
    // It may have been taken before that; asked again, the server says what has become of it.
    else if (isNewest && goneMeanwhile.has(chatId)) schedule(chatId, 0);
    else if (isNewest) {
      wanted.delete(chatId);
      unsaved.delete(chatId);
      if (outcome.draft?.clientId === draft.clientId) saved.set(chatId, draft);
    } else if (!timers.has(chatId)) schedule(chatId, 0);
    store.update((state) => withMarks(state, { [chatId]: outcome }));
    // Its event may have come before.
    store.notify();
  }

  function show(chatId: string, parts: DraftParts & { clientId?: string | undefined }): void {
    const marks = marksOf(chatId);
    if (marks === undefined) return;
    const draft = isEmpty(parts) ? null : { ...parts, updatedAt: new Date().toISOString() };
    shown.set(chatId, draft);
    store.update((state) => putMarks(state, chatId, { ...marks, draft }));
  }

  /** Whatever the server told meanwhile: what was written here since stays shown, and what was sent is no draft. */
  function keep(state: ClientState): void {
    const heldDraft = (chatId: string) => state.chats[chatId]?.chat.marks.draft ?? null;
    for (const [chatId, draft] of wanted)
      if (heldDraft(chatId) !== (shown.get(chatId) ?? null)) {
        if (heldDraft(chatId) === null) goneMeanwhile.add(chatId);
        return show(chatId, draft);
      }
    for (const [chatId, draft] of saved) if (isLost(state, chatId, draft)) return putAnew(chatId, draft);
    const onTheirWay = Object.values(outbox()).flat();
    const sent = new Map(ended);
    for (const { clientId, chatId, endsDraft } of onTheirWay) if (endsDraft) sent.set(clientId, chatId);
    for (const [clientId, chatId] of sent)
      if (heldDraft(chatId)?.clientId === clientId) return show(chatId, nothing);
  }
  store.onChange(keep);

  /**
   * It is gone as another device has sent an earlier state of it: what was written here since is in no message. One with
   * words that were never told from here was written on there: it may say all of this.
   */
  function isLost(state: ClientState, chatId: string, { clientId, text }: Wanted): boolean {
    const now = state.chats[chatId]?.chat.marks.draft;
    if (now?.clientId === clientId) return false;
    const message = now ? undefined : ownMessage(state, chatId, clientId);
    if (now || message) saved.delete(chatId);
    // One that was taken back says nothing any more.
    if (message?.kind !== 'text' || saysSo(message, text)) return false;
    const before = told.get(chatId);
    return before?.clientId === clientId && before.texts.has(message.text.trim());
  }

  function noteTold(chatId: string, { clientId, text }: Wanted): void {
    const before = told.get(chatId);
    const texts = before?.clientId === clientId ? before.texts : new Set<string>();
    told.set(chatId, { clientId, texts: texts.add(text.trim()) });
    for (const oldest of texts) if (texts.size > toldKept) texts.delete(oldest);
  }

  /** Its message is at hand, and says all that was written here. */
  function isSentElsewhere(chatId: string, { clientId, text, attachments = [] }: Wanted): boolean {
    const message = ownMessage(store.get(), chatId, clientId);
    const fileIds = new Set(message?.attachments?.map(({ fileId }) => fileId));
    return (
      message !== undefined && saysSo(message, text) && attachments.every(({ fileId }) => fileIds.has(fileId))
    );
  }

  function idFor(chatId: string, parts: DraftParts): string {
    const draft = marksOf(chatId)?.draft;
    const id = draft?.clientId;
    if (!draft || id === undefined || ended.has(id)) return giveId();
    if (given.has(id) || isSame(draft, parts)) return id;
    held.set(chatId, id);
    return giveId();
  }

  function giveId(): string {
    const id = randomUuid();
    given.add(id);
    return id;
  }

  function put(chatId: string, draft: Wanted, pauseMs: number): void {
    saved.delete(chatId);
    unsaved.add(chatId);
    wanted.set(chatId, draft);
    show(chatId, draft);
    schedule(chatId, pauseMs);
  }

  /** The message of this draft is another one: what is written here is a draft of its own. */
  function putAnew(chatId: string, draft: Wanted): void {
    held.delete(chatId);
    put(chatId, { ...draft, clientId: giveId() }, 0);
  }

  function save(chatId: string, parts: DraftParts, pauseMs = timing.draftDebounceMs): boolean {
    // There is nothing to forget; what is on its way to the server ends with its send.
    if (isEmpty(parts) && !marksOf(chatId)?.draft && !wanted.has(chatId)) return false;
    put(chatId, { ...parts, clientId: idFor(chatId, parts) }, pauseMs);
    return true;
  }

  /** By what the message of a draft is to go out, so that it ends what the server may hold of it. */
  const idToEnd = (chatId: string, id: string): string | undefined => (given.has(id) ? held.get(chatId) : id);

  return {
    save: (chatId: string, parts: DraftParts) => save(chatId, parts),
    isUnsaved: (chatId: string): boolean => unsaved.has(chatId),
    /** By what this text is to go out, if it is what was written here. Nothing has changed yet. */
    idOf(chatId: string, text: string): string | undefined {
      const draft = marksOf(chatId)?.draft;
      if (draft?.clientId === undefined || draft.text.trim() !== text.trim()) return undefined;
      return idToEnd(chatId, draft.clientId) ?? draft.clientId;
    },
    /** It is being sent: nothing is left of it here. What was written becomes this message, unless it says other things. */
    end(chatId: string, text: string): DraftEnd | undefined {
      const draft = marksOf(chatId)?.draft;
      const id = draft?.clientId;
      if (!draft || id === undefined || draft.text.trim() !== text.trim()) {
        save(chatId, nothing, 0);
        return undefined;
      }
      clearTimeout(timers.get(chatId));
      timers.delete(chatId);
      wanted.delete(chatId);
      saved.delete(chatId);
      unsaved.delete(chatId);
      const known = idToEnd(chatId, id);
      held.delete(chatId);
      for (const one of [id, known ?? id]) ended.set(one, chatId);
      for (const [oldest] of ended) if (ended.size > endedKept) ended.delete(oldest);
      show(chatId, nothing);
      // It may hold this one or the one before.
      if (unsure.delete(chatId)) put(chatId, { ...nothing, clientId: giveId() }, 0);
      return known === undefined ? { clientId: id } : { clientId: known, endsDraft: true };
    },
    /** Its message is given up: the server forgets it, too, unless something new was written. */
    forget(chatId: string): void {
      if (marksOf(chatId)?.draft || wanted.has(chatId)) return;
      put(chatId, { ...nothing, clientId: giveId() }, 0);
    },
    /** The connection is back. */
    resume(): void {
      for (const chatId of wanted.keys()) schedule(chatId, 0);
    },
    stop(): void {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
    clear(): void {
      for (const part of [wanted, shown, given, held, unsaved, unsure, ended, saved, told, goneMeanwhile])
        part.clear();
    },
  };
}

const isEmpty = ({ text, replyTo, attachments = [] }: DraftParts) =>
  text === '' && replyTo === undefined && attachments.length === 0;

/** The server knows of files by their ids. */
function bodyOf({ attachments = [], ...rest }: Wanted): DraftBody {
  if (isEmpty(rest) && attachments.length === 0) return { text: '' };
  return attachments.length === 0 ? rest : { ...rest, attachments: attachments.map(({ fileId }) => fileId) };
}

const isSame = (one: DraftParts, other: DraftParts): boolean =>
  JSON.stringify(partsOf(one)) === JSON.stringify(partsOf(other));

const partsOf = ({ text, replyTo, attachments = [] }: DraftParts) => [
  text,
  replyTo?.seq,
  replyTo?.quote,
  attachments.map(({ fileId }) => fileId),
];
