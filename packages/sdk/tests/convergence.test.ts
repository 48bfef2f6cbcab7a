import type { ChangesPage, MessagePage, ResumeReply, SocketEvent } from '@bridges/contracts';
import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { applyEvent } from '../src/apply-event.ts';
import { applyChat, applyHistoryPage, type PageDirection } from '../src/apply-page.ts';
import { applyResume, resumeQuestion } from '../src/apply-resume.ts';
import { applyChangesPage } from '../src/changes.ts';
import { type ChatState, type ClientState, emptyState, seenRev, seenSeq, withChat } from '../src/state.ts';
import { meOf, ServerModel, userOf } from './server-model.ts';

const me = meOf(1);
const other = userOf(2);

/** Answers that were made at one moment and may arrive at a later one. */
type InFlight =
  | { kind: 'event'; event: SocketEvent }
  | { kind: 'page'; page: MessagePage; direction: PageDirection; anchor: number | undefined }
  | { kind: 'changes'; changes: ChangesPage; after: number }
  | { kind: 'resume'; reply: ResumeReply };

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('post' as const), isMine: fc.boolean(), isLost: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('read' as const),
      isMine: fc.boolean(),
      back: fc.nat(5),
      isLost: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('change' as const),
      act: fc.constantFrom('edit' as const, 'delete' as const, 'react' as const, 'rename' as const),
      back: fc.nat(12),
      isLost: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('fetchChanges' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('head' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('chat' as const) }) },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('arrive' as const), which: fc.nat(20), isTwice: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('fetchGap' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('older' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('newer' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('around' as const), at: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('newest' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('resume' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Quicker than `expect`, for what is checked some hundred thousand times. */
function ensure(holds: boolean, what: string): void {
  if (!holds) throw new Error(`Not so: ${what}.`);
}

class World {
  readonly server = new ServerModel();
  readonly chatId = this.server.addChat(1, [me.id, other.id]);
  readonly inFlight: InFlight[] = [];
  state: ClientState = { ...emptyState, me };

  /** `isOpenedFirst`: the chat is opened while the first resume is under way. */
  constructor(early: number, isOpenedFirst = false) {
    this.server.resumeLimit = 8;
    this.server.resetPage = 4;
    for (let at = 0; at < early; at++) this.server.post(this.chatId, other.id);
    if (isOpenedFirst) {
      this.inFlight.push({ kind: 'resume', reply: structuredClone(this.ask()) });
      this.state = applyChat(this.state, this.server.snapshot(this.chatId, me.id));
    } else this.state = applyResume(this.state, this.ask());
  }

  ask(): ResumeReply {
    return this.server.resume(me.id, resumeQuestion(this.state));
  }

  held(): ChatState {
    const held = this.state.chats[this.chatId];
    if (held === undefined) throw new Error('The chat is gone.');
    return held;
  }

  fetch(direction: PageDirection, query: Parameters<ServerModel['page']>[1]): void {
    const page = structuredClone(this.server.page(this.chatId, { limit: 4, ...query }));
    this.inFlight.push({
      kind: 'page',
      page,
      direction,
      anchor: page.messages.length === 0 ? query.before : undefined,
    });
  }

  apply(answer: InFlight): void {
    if (answer.kind === 'event') this.state = applyEvent(this.state, answer.event, 0);
    else if (answer.kind === 'changes')
      this.state = withChat(this.state, applyChangesPage(this.held(), answer.changes, answer.after, me.id));
    else if (answer.kind === 'resume') this.state = applyResume(this.state, answer.reply);
    else this.state = applyHistoryPage(this.state, this.chatId, answer.page, answer);
  }

  run(at: Step): void {
    const { chatId, server, inFlight } = this;
    const held = this.held();
    const emit = (event: SocketEvent) => inFlight.push({ kind: 'event', event });
    const first = held.messages[0]?.seq;
    const last = held.messages.at(-1)?.seq;
    if (at.do === 'post') {
      const { rev } = server.snapshot(chatId, me.id);
      const { message } = server.post(chatId, at.isMine ? me.id : other.id);
      if (!at.isLost) emit({ ev: 'message', chat: chatId, seq: message.seq, message, rev });
    } else if (at.do === 'change') {
      const { lastSeq } = server.snapshot(chatId, me.id);
      const event = server.change(chatId, Math.max(1, lastSeq - at.back), at.act, me.id);
      if (!at.isLost) emit(event);
    } else if (at.do === 'fetchChanges') {
      const after = held.staleAfter;
      if (after !== null)
        inFlight.push({ kind: 'changes', changes: server.changes(chatId, me.id, after, 3), after });
    } else if (at.do === 'read') {
      const lastSeq = server.snapshot(chatId, me.id).lastSeq;
      const event = server.read(chatId, at.isMine ? me.id : other.id, lastSeq - at.back);
      if (!at.isLost) emit(event);
    } else if (at.do === 'head')
      emit({ ev: 'head', chat: chatId, seq: server.snapshot(chatId, me.id).lastSeq });
    else if (at.do === 'chat') emit({ ev: 'chat', chat: server.snapshot(chatId, me.id), users: [] });
    else if (at.do === 'arrive') {
      const [answer] = inFlight.splice(at.which % Math.max(1, inFlight.length), 1);
      if (answer === undefined) return;
      this.apply(answer);
      if (at.isTwice) this.apply(answer);
    } else if (at.do === 'fetchGap') this.heal(1);
    else if (at.do === 'older' && first !== undefined) this.fetch('before', { before: first });
    else if (at.do === 'newer' && last !== undefined) this.fetch('after', { after: last });
    else if (at.do === 'around') this.fetch('around', { around: at.at });
    else if (at.do === 'newest') this.fetch('around', {});
    else if (at.do === 'resume') inFlight.push({ kind: 'resume', reply: structuredClone(this.ask()) });
  }

  /** What the client does about `missingAfter`. */
  heal(rounds: number): void {
    for (let round = 0; round < rounds; round++) {
      const held = this.held();
      if (held.missingAfter === null) return;
      if (!held.isAtEnd) this.state = applyChat(this.state, this.server.snapshot(this.chatId, me.id));
      else {
        const page = this.server.page(this.chatId, { after: held.missingAfter, limit: 4 });
        this.state = applyHistoryPage(this.state, this.chatId, page, { direction: 'after' });
      }
    }
  }

  /** What the client does about `staleAfter`. */
  refresh(): void {
    for (let round = 0; round < 200; round++) {
      const { staleAfter: after } = this.held();
      if (after === null) return;
      this.apply({ kind: 'changes', changes: this.server.changes(this.chatId, me.id, after, 3), after });
    }
  }

  /** True at every moment, however much was lost. */
  checkNeverWrong(): void {
    const truth = this.server.snapshot(this.chatId, me.id);
    const all = this.server.page(this.chatId, { limit: 1000 }).messages;
    const held = this.held();
    const first = held.messages[0]?.seq ?? seenSeq(held) + 1;
    const last = held.messages.at(-1)?.seq ?? seenSeq(held);
    ensure(
      held.messages.every((message, at) => {
        const real = all[first - 1 + at];
        // An earlier state of a message that changed is only behind, as long as the chat says so.
        const isBehind = (message.rev ?? 0) <= (real?.rev ?? 0) && seenRev(held) < truth.rev;
        return isBehind ? message.seq === real?.seq : isDeepStrictEqual(message, real);
      }),
      'the window is gapless, and as it is',
    );
    ensure(held.chat.rev <= truth.rev, 'rev exists');
    ensure(held.chat.lastSeq <= truth.lastSeq, 'lastSeq exists');
    ensure(held.chat.readSeq <= truth.readSeq, 'readSeq is no guess');
    ensure(held.chat.othersReadSeq <= truth.othersReadSeq, 'othersReadSeq is no guess');
    ensure(
      held.chat.unreadCount === Math.max(0, held.chat.lastSeq - held.chat.readSeq),
      'unreadCount follows',
    );
    ensure(held.hasBefore === first > 1, 'hasBefore');
    ensure(held.missingAfter === null || held.missingAfter < held.chat.lastSeq, 'what is missing exists');
    ensure(held.isAtEnd ? last === seenSeq(held) : last < held.chat.lastSeq, 'isAtEnd');
  }
}

test('whatever is lost, doubled or reordered, the state is never wrong, and a resume makes it whole', () => {
  fc.assert(
    fc.property(
      fc.nat(40),
      fc.boolean(),
      fc.array(step, { maxLength: 80, size: 'max' }),
      (early, isOpenedFirst, steps) => {
        const world = new World(early, isOpenedFirst);
        world.checkNeverWrong();
        for (const at of steps) {
          const before = world.held();
          world.run(at);
          world.checkNeverWrong();
          // G6: markers never go back.
          ensure(world.held().chat.readSeq >= before.chat.readSeq, 'readSeq never goes back');
          ensure(
            world.held().chat.othersReadSeq >= before.chat.othersReadSeq,
            'othersReadSeq never goes back',
          );
          ensure(world.held().chat.lastSeq >= before.chat.lastSeq, 'lastSeq never goes back');
          ensure(world.held().chat.rev >= before.chat.rev, 'rev never goes back');
        }
        world.state = applyResume(world.state, world.ask());
        world.heal(100);
        world.refresh();
        expect(world.held().chat).toEqual(world.server.snapshot(world.chatId, me.id));
        expect(world.held().missingAfter).toBeNull();
        world.checkNeverWrong();
        // What was still under way when it became whole changes nothing that matters.
        for (const answer of world.inFlight) {
          world.apply(answer);
          world.checkNeverWrong();
        }
        world.heal(100);
        world.refresh();
        expect(world.held().chat).toEqual(world.server.snapshot(world.chatId, me.id));
      },
    ),
    { numRuns: 2000 },
  );
});

test('live events alone, each once or twice and in any order, lead to the fresh snapshot', () => {
  fc.assert(
    fc.property(
      fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }),
      fc.infiniteStream(fc.nat(1000)),
      (senders, random) => {
        const world = new World(3);
        const events = senders.map((isMine): SocketEvent => {
          const { message } = world.server.post(world.chatId, isMine ? me.id : other.id);
          return { ev: 'message', chat: world.chatId, seq: message.seq, message };
        });
        const keys = random.take(events.length * 2)[Symbol.iterator]();
        const shuffled = [...events, ...events]
          .map((event) => ({ event, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key);
        for (const { event } of shuffled) {
          world.apply({ kind: 'event', event });
          world.checkNeverWrong();
        }
        // No fetch was needed: early messages wait for those before them.
        expect(world.held().missingAfter).toBeNull();
        expect(world.held().chat).toEqual(world.server.snapshot(world.chatId, me.id));
        expect(world.held().messages).toHaveLength(senders.length + 3);
      },
    ),
    { numRuns: 300 },
  );
});
