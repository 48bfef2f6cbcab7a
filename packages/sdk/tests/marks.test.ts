import type { Chat, ChatMarks, ChatMarksPage, Folder, SocketEvent } from '@bridges/contracts';
import { noMarks } from '@bridges/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEvent } from '../src/apply-event.ts';
import { announceMarks, applyMarksPage } from '../src/apply-marks.ts';
import { applyChat } from '../src/apply-page.ts';
import { chatsInList, totalUnread, unreadTotals } from '../src/chat-lists.ts';
import { isArchived, isMarkedUnread } from '../src/chat-marks.ts';
import { type ClientState, emptyState } from '../src/state.ts';
import { meOf } from './server-model.ts';

const me = meOf(1);
const idOf = (number: number) => `11111111-0000-4000-8000-${String(number).padStart(12, '0')}`;

function chatOf(number: number, more: Partial<Chat> = {}): Chat {
  const at = `2026-11-21T09:00:0${number}.000Z`;
  return {
    id: idOf(number),
    kind: 'group',
    title: 'Group',
    handle: null,
    group: null,
    pins: [],
    peerId: null,
    role: 'member',
    canPost: true,
    createdAt: at,
    lastActivityAt: at,
    lastSeq: 5,
    firstSeq: 1,
    rev: 0,
    lastMessage: null,
    readSeq: 5,
    othersReadSeq: 5,
    unreadCount: 0,
    mentionSeqs: [],
    reactionSeqs: [],
    marks: noMarks,
    ...more,
  };
}

/** Chats 1 to 4, the last the liveliest. */
const stateOf = (...chats: Chat[]): ClientState =>
  (chats.length > 0 ? chats : [1, 2, 3, 4].map((number) => chatOf(number))).reduce(applyChat, {
    ...emptyState,
    me,
  });
const listed = (state: ClientState, choice = {}, now?: number) =>
  chatsInList(state, choice, now).map(({ chat }) => Number(chat.id.slice(-1)));

/** My own view as the server keeps it. */
class Model {
  rev = 0;
  readonly marks = new Map<string, ChatMarks>();
  folders: Folder[] = [];

  act(chat: number, level: ChatMarks['level'], isFolder: boolean): SocketEvent {
    const after = this.rev++;
    if (isFolder) {
      this.folders = [...this.folders, { id: idOf(this.rev + 100), name: level, order: this.rev }];
      return { ev: 'chatMarks', after, rev: this.rev, chats: {}, folders: this.folders };
    }
    const marks = { ...noMarks, level, rev: this.rev };
    this.marks.set(idOf(chat), marks);
    return { ev: 'chatMarks', after, rev: this.rev, chats: { [idOf(chat)]: marks } };
  }

  page(after: number): ChatMarksPage {
    const chats = Object.fromEntries([...this.marks].filter(([, { rev }]) => rev > after));
    return { rev: this.rev, chats, folders: this.folders, hidden: [], hasMore: false };
  }
}

describe('my own view', () => {
  it('is never wrong, only behind and knows it, whatever is lost, doubled or reordered', () => {
    const act = fc.record({
      chat: fc.integer({ min: 1, max: 4 }),
      level: fc.constantFrom('all' as const, 'mentions' as const, 'none' as const),
      isFolder: fc.boolean(),
    });
    const run = fc.record({
      acts: fc.array(act, { minLength: 1, maxLength: 12 }),
      arrivals: fc.array(fc.nat(30), { maxLength: 30 }),
      pages: fc.array(fc.nat(12), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(run, ({ acts, arrivals, pages }) => {
        const model = new Model();
        const early = pages.map((at) => ({ at, after: 0 }));
        const told: ((state: ClientState) => ClientState)[] = [];
        acts.forEach(({ chat, level, isFolder }, at) => {
          const event = model.act(chat, level, isFolder);
          told.push((state) => applyEvent(state, event));
          for (const page of early.filter((asked) => asked.at === at)) {
            const answer = model.page(page.after);
            told.push((state) => applyMarksPage(state, answer, page.after));
          }
        });
        let state = arrivals.reduce((next, at) => told[at % told.length]?.(next) ?? next, stateOf());
        const isRight = (at: ClientState) =>
          [...model.marks].every(([id, marks]) => at.chats[id]?.chat.marks.rev === marks.rev) &&
          at.marks.folders.length === model.folders.length;
        // Who believes to hold everything up to the last act does.
        if (state.marks.rev === model.rev && state.marks.told === state.marks.rev)
          expect(isRight(state)).toBe(true);
        state = announceMarks(state, model.rev);
        if (state.marks.told > state.marks.rev)
          state = applyMarksPage(state, model.page(state.marks.rev), state.marks.rev);
        expect([state.marks.rev, state.marks.told, isRight(state)]).toEqual([model.rev, model.rev, true]);
      }),
      { numRuns: 500 },
    );
  });

  it('hides what I deleted for myself elsewhere', () => {
    const message = {
      chatId: idOf(1),
      seq: 5,
      senderId: me.id,
      kind: 'text' as const,
      text: 'secret',
      clientId: idOf(9),
      createdAt: '2026-11-21T09:00:00.000Z',
    };
    const state = stateOf(chatOf(1, { lastMessage: message }));
    const page = { ...new Model().page(0), rev: 1, hidden: [{ chatId: idOf(1), seqs: [5] }] };
    const held = applyMarksPage(state, page, 0).chats[idOf(1)];
    expect(held?.messages[0]).toMatchObject({ kind: 'hidden', text: '' });
  });
});

describe('lists', () => {
  const marked = (marks: Partial<ChatMarks>, more: Partial<Chat> = {}): Partial<Chat> => ({
    ...more,
    marks: { ...noMarks, ...marks },
  });

  it('have pinned chats first, then the latest activity; folders hold what was put into them', () => {
    const state = stateOf(
      chatOf(1, marked({ pinOrder: 1, folderIds: [idOf(50)] })),
      chatOf(2, marked({ pinOrder: 0 })),
      chatOf(3, marked({ folderIds: [idOf(50)], isArchived: true, archivedSeq: 5 })),
      chatOf(4),
    );
    expect(listed(state)).toEqual([2, 1, 4]);
    expect(listed(state, { isArchive: true })).toEqual([3]);
    expect(listed(state, { folderId: idOf(50) })).toEqual([1, 3]);
    expect(chatsInList(state)).toBe(chatsInList(state));
  });

  it('get a chat back from the archive by a message, a muted one when its mute is over', () => {
    const soon = Date.parse('2026-11-21T12:00:00.000Z');
    const muted = marked({ isArchived: true, archivedSeq: 4, mutedUntil: '2026-11-21T12:00:00.000Z' });
    const state = stateOf(chatOf(1, marked({ isArchived: true, archivedSeq: 4 })), chatOf(2, muted));
    expect(listed(state, {}, soon - 1)).toEqual([1]);
    expect(listed(state, {}, soon + 1)).toEqual([2, 1]);
    expect(isArchived(chatOf(1, marked({ isArchived: true, archivedSeq: 5 })))).toBe(true);
  });

  it('count what is unread, muted chats apart', () => {
    const forEver = '9999-12-31T23:59:59.999Z';
    const state = stateOf(
      chatOf(1, { readSeq: 2, unreadCount: 3, mentionSeqs: [4] }),
      chatOf(2, marked({ mutedUntil: forEver }, { readSeq: 1, unreadCount: 4, mentionSeqs: [5] })),
      chatOf(3, marked({ isMarkedUnread: true, markedReadSeq: 5 })),
      chatOf(4, marked({ isArchived: true, archivedSeq: 5 }, { readSeq: 0, unreadCount: 5 })),
    );
    expect(unreadTotals(chatsInList(state))).toEqual({ messages: 4, chats: 2, mutedChats: 1, mentions: 2 });
    expect(totalUnread(state)).toBe(4);
    expect(isMarkedUnread(chatOf(3, marked({ isMarkedUnread: true, markedReadSeq: 4 })))).toBe(false);
  });
});
