import type { ChatMarks, MarksBody } from '@bridges/contracts';
import { putMarks, withMarks } from '../apply-marks.ts';
import { isMarkedUnread } from '../chat-marks.ts';
import { toApiError } from '../errors.ts';
import type { Rest } from '../rest.ts';
import type { ClientState } from '../state.ts';
import type { Store } from './store.ts';

/** What I set about my chats: shown at once, and told to the server. */
export function createMarks({ store, rest }: { store: Store; rest: Rest }) {
  /** Shows what will be, asks the server, and goes back if that refuses. */
  async function set(chatId: string, body: MarksBody): Promise<void> {
    const before = store.get().chats[chatId]?.chat.marks;
    const expected = before && expectMarks(store.get(), chatId, before, body);
    if (expected) store.update((state) => putMarks(state, chatId, expected));
    try {
      const marks = await rest.marks.set(chatId, body);
      store.update((state) => withMarks(state, { [chatId]: marks }));
    } catch (cause) {
      store.update((state) => {
        const isStill = before && state.chats[chatId]?.chat.marks === expected;
        return isStill ? putMarks(state, chatId, before) : state;
      });
      throw toApiError(cause);
    }
  }

  return {
    set,
    /** Resolves when the server has it; how it was is told anew if that refuses. */
    async setPinned(chatIds: readonly string[]): Promise<void> {
      const before = store.get().chats;
      const places = new Map(chatIds.map((chatId, at) => [chatId, at]));
      const shown = (state: ClientState, orderOf: (chatId: string) => number | null) =>
        Object.values(state.chats).reduce((next, { chat: { id, marks } }) => {
          const pinOrder = orderOf(id);
          return marks.pinOrder === pinOrder ? next : putMarks(next, id, { ...marks, pinOrder });
        }, state);
      store.update((state) => shown(state, (chatId) => places.get(chatId) ?? null));
      try {
        await rest.marks.setPinned(chatIds);
      } catch (cause) {
        store.update((state) => shown(state, (chatId) => before[chatId]?.chat.marks.pinOrder ?? null));
        throw toApiError(cause);
      }
    },
    /** I look at it: what I marked as unread is read. */
    seen(chatId: string): void {
      const chat = store.get().chats[chatId]?.chat;
      if (chat && isMarkedUnread(chat)) void set(chatId, { isMarkedUnread: false }).catch(() => undefined);
    },
  };
}

/** The marks as the server will answer them, but for their rev. */
function expectMarks(state: ClientState, chatId: string, before: ChatMarks, body: MarksBody): ChatMarks {
  const { isPinned, ...rest } = body;
  const chat = state.chats[chatId]?.chat;
  const pins = Object.values(state.chats).flatMap((held) => held.chat.marks.pinOrder ?? []);
  const set = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return {
    ...before,
    ...(set as Partial<ChatMarks>),
    ...(body.isArchived === true ? { archivedSeq: chat?.lastSeq ?? 0 } : {}),
    ...(body.isMarkedUnread === true ? { markedReadSeq: chat?.readSeq ?? 0 } : {}),
    ...(isPinned === true ? { pinOrder: before.pinOrder ?? Math.min(1, ...pins) - 1 } : {}),
    ...(isPinned === false ? { pinOrder: null } : {}),
  };
}
