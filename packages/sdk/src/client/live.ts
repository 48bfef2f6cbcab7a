import type { ResumeReply, SocketEvent } from '@bridges/contracts';
import { applyEvent } from '../apply-event.ts';
import { applyChatPage } from '../apply-page.ts';
import { applyResume } from '../apply-resume.ts';
import type { Rest } from '../rest.ts';
import { isOtherEpoch } from '../state.ts';
import type { createDoors } from './doors.ts';
import type { createGapFiller } from './gaps.ts';
import type { createHistory } from './history.ts';
import type { createInbox } from './inbox.ts';
import type { createMarksFiller } from './marks-filler.ts';
import type { createPeople } from './people.ts';
import type { createReads } from './reads.ts';
import type { Store } from './store.ts';
import { type createUserLoader, usersIn } from './users.ts';

export interface LiveOptions {
  store: Store;
  rest: Rest;
  gaps: ReturnType<typeof createGapFiller>;
  history: ReturnType<typeof createHistory>;
  reads: ReturnType<typeof createReads>;
  users: ReturnType<typeof createUserLoader>;
  marks: Pick<ReturnType<typeof createMarksFiller>, 'check'>;
  doors: Pick<ReturnType<typeof createDoors>, 'heard' | 'load'>;
  inbox: Pick<ReturnType<typeof createInbox>, 'heard'>;
  people: Pick<ReturnType<typeof createPeople>, 'heard'>;
  onTyping(): void;
}

/** What the socket says, put into the state; and the fetches that follow from it. */
export function createLive(options: LiveOptions) {
  const { store, rest, gaps, history, reads, users, marks, doors, inbox, people, onTyping } = options;
  const listeners = new Set<(event: SocketEvent) => void>();

  /** Chats that did not fit into the resume's reply; all, where none comes. */
  async function loadAllChats(): Promise<void> {
    let cursor: string | undefined;
    do {
      const page = await rest.chats.list({ cursor, limit: 100 });
      store.update((state) => applyChatPage(state, page), { isNews: false });
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    gaps.resume();
  }

  return {
    loadAllChats,
    listen(listener: (event: SocketEvent) => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onEvent(event: SocketEvent): void {
      const before = store.get();
      store.update((state) => applyEvent(state, event));
      doors.heard(event);
      inbox.heard(event);
      people.heard(event);
      // Others may wait for a new admin.
      if (event.ev === 'chat' && event.chat.role !== before.chats[event.chat.id]?.chat.role) doors.load();
      users.want(usersIn(event));
      if (event.ev === 'typing') onTyping();
      else if (event.ev === 'chatMarks') marks.check();
      else if (event.ev === 'message' || event.ev === 'head') {
        gaps.check(event.chat);
        history.limit(event.chat);
      } else if (event.ev === 'hidden') marks.check();
      else if (event.ev === 'changed') gaps.check(event.chat);
      else if (event.ev === 'chat') gaps.check(event.chat.id);
      for (const listener of [...listeners]) listener(event);
    },
    onResume(reply: ResumeReply): void {
      // Markers of another epoch mean other messages.
      if (isOtherEpoch(store.get(), reply.epoch)) reads.clear();
      store.update((state) => applyResume(state, reply));
      marks.check();
      if (reply.hasMore) void loadAllChats().catch(() => undefined);
    },
  };
}
