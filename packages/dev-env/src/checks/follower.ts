import { randomUUID } from 'node:crypto';
import {
  applyChatChanges,
  applyDoors,
  applyEvent,
  applyHistoryPage,
  applyInboxPage,
  applyIncomingCount,
  applyMarksPage,
  applyRelation,
  applyResume,
  emptyState,
} from '@bridges/sdk';
import type { ChangesPage } from '@bridges/contracts';
import type {
  ChatMarksPage,
  ClientState,
  ContactRequestPage,
  InvitationPage,
  MessagePage,
  MyJoinRequests,
  NotificationPage,
  Relation,
  ResumeReply,
  SocketEvent,
  WatchReply,
} from '@bridges/sdk';
import { WebSocket } from 'ws';
import type { TestUser } from '../test-user.ts';

/**
 * A socket that begins with a snapshot and then does nothing but apply events: no repairs, and no fetches but those
 * that an event asks of everybody (`mustFetch`), so that what the server forgets to tell stays wrong.
 */
export class Follower implements Disposable {
  readonly user: TestUser;
  state: ClientState;
  /** Replaces an event before it is applied (undefined: dropped), for planted bugs. */
  tamper: (event: SocketEvent) => SocketEvent | undefined = (event) => event;
  readonly #socket: WebSocket;
  readonly #replies = new Map<number, (ok: unknown) => void>();
  #lastId = 0;

  private constructor(user: TestUser, socket: WebSocket) {
    this.user = user;
    this.state = { ...emptyState, me: user.me };
    this.#socket = socket;
  }

  /** With the snapshot of now, hearing of everything from now on and of these users' profiles. */
  static async start(user: TestUser, watched: readonly string[] = []): Promise<Follower> {
    const socket = new WebSocket(`${user.url.replace('http', 'ws')}/ws`, {
      headers: { authorization: `Bearer ${user.access}` },
    });
    const follower = new Follower(user, socket);
    const hello = new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.on('message', (data: Buffer) => {
        const frame = JSON.parse(data.toString()) as SocketEvent & { re?: number; ok?: unknown };
        if (frame.re !== undefined) return follower.#replies.get(frame.re)?.(frame.ok);
        if (frame.ev === 'hello') return resolve();
        const event = follower.tamper(frame);
        if (!event) return;
        follower.state = applyEvent(follower.state, event);
        if (event.ev === 'changed' && event.mustFetch === true) void follower.#fetch(event.chat);
      });
    });
    await hello;
    const reply = await follower.ask<ResumeReply>({ do: 'resume', epoch: null, chats: {} });
    follower.state = applyResume(follower.state, reply);
    // The newest page of each chat, so that what changes in it is looked at as well.
    for (const id of Object.keys(follower.state.chats)) {
      const page = await user.ask<MessagePage>('GET', `/api/chats/${id}/messages?limit=100`);
      if (page.status === 200)
        follower.state = applyHistoryPage(follower.state, id, page.body, { direction: 'around' });
    }
    const { rev } = follower.state.marks;
    const marks = await user.get<ChatMarksPage>(`/api/me/chat-marks?after=${rev}`);
    follower.state = applyMarksPage(follower.state, marks, rev);
    const [invitations, requests] = await Promise.all([
      user.get<InvitationPage>('/api/invitations?limit=100'),
      user.get<MyJoinRequests>('/api/join-requests'),
    ]);
    follower.state = applyDoors(follower.state, invitations, requests);
    const inbox = await user.get<NotificationPage>('/api/notifications?limit=100');
    follower.state = applyInboxPage(follower.state, inbox, true);
    const { users } = await follower.ask<WatchReply>({ do: 'watch', users: watched });
    const known = Object.fromEntries(users.map((known) => [known.id, known]));
    follower.state = { ...follower.state, users: { ...follower.state.users, ...known } };
    await follower.#meet(watched);
    return follower;
  }

  /** What changed in a chat, when an event could not tell it to all alike. */
  async #fetch(chatId: string): Promise<void> {
    const after = this.state.chats[chatId]?.staleAfter ?? null;
    if (after === null) return;
    const path = `/api/chats/${chatId}/changes?after=${after}`;
    const { status, body } = await this.user.ask<ChangesPage>('GET', path);
    if (status === 200) this.state = applyChatChanges(this.state, chatId, body, after);
  }

  /** How she stands to these users. */
  async #meet(userIds: readonly string[]): Promise<void> {
    for (const id of userIds.filter((one) => one !== this.user.id)) {
      const relation = await this.user.ask<Relation>('GET', `/api/contacts/${id}`);
      if (relation.status === 200) this.state = applyRelation(this.state, relation.body);
    }
    const page = await this.user.get<ContactRequestPage>('/api/contacts/requests?direction=in&limit=1');
    this.state = applyIncomingCount(this.state, page.incomingCount);
  }

  /** The reply comes after all events that were told before it. */
  ask<Ok>(command: object): Promise<Ok> {
    const id = ++this.#lastId;
    const reply = new Promise<unknown>((resolve) => this.#replies.set(id, resolve)) as Promise<Ok>;
    this.#socket.send(JSON.stringify({ id, ...command }));
    return reply;
  }

  async send(chat: string, text: string): Promise<void> {
    const { message } = await this.ask<{ message: unknown }>({
      do: 'send',
      chat,
      clientId: randomUUID(),
      text,
    });
    if (!message) throw new Error('not sent');
  }

  [Symbol.dispose](): void {
    this.#socket.terminate();
  }
}
