import { MentionsWrittenSchema, MessagesSentSchema, RepliedSchema } from '@bridges/contracts/proto';
import { encodeProto, traceparent } from '@bridges/kit';
import type { CommittedEvent } from '@bridges/kit';
import type { PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import type { PostRules } from '../policies/can-post.ts';
import type { MemberRole } from '../tables/database.ts';
import type { SendRequest, StoredMessage } from './append-queue.ts';
import { bigintArray, bigintArrayOf, textArray, uuidArray } from './binary-arrays.ts';

// The send path's four statements, prepared by name on each connection: they run thousands of times a second. Times
// go through float8: numeric arithmetic costs PostgreSQL two and a half times as much.

/** The locked row of a chat, as the batch changes it. */
export interface ChatHead extends PostRules {
  slowModeSeconds: number;
  rev: number;
  createdAtMs: number;
  lastSeq: number;
  lastActivityAtMs: number;
  topReader: string | null;
  topReadSeq: number;
  secondReadSeq: number;
}

/** Locks the chats in the order of their ids, which keeps two batches from waiting for each other. */
export async function lockChats(client: PoolClient, chatIds: string[]): Promise<Map<string, ChatHead>> {
  const { rows } = await client.query({
    name: 'append-lock-chats',
    text: `select id, kind, user_low, user_high, last_seq, round(date_part('epoch', created_at) * 1000) as created_at_ms,
        round(date_part('epoch', last_activity_at) * 1000) as last_activity_ms,
        top_reader, top_read_seq, second_read_seq,
        post_role, slow_mode_seconds, rev, state, is_blocked_by_low, is_blocked_by_high, has_deactivated
      from chats where id = any($1::uuid[]) order by id for no key update`,
    values: [uuidArray(chatIds)],
  });
  return new Map(
    rows.map((row) => [
      row.id,
      {
        kind: row.kind,
        userLow: row.user_low,
        userHigh: row.user_high,
        createdAtMs: Number(row.created_at_ms),
        lastSeq: Number(row.last_seq),
        lastActivityAtMs: Number(row.last_activity_ms),
        topReader: row.top_reader,
        topReadSeq: Number(row.top_read_seq),
        secondReadSeq: Number(row.second_read_seq),
        postRole: row.post_role,
        slowModeSeconds: row.slow_mode_seconds,
        rev: Number(row.rev),
        state: row.state,
        isBlockedByLow: row.is_blocked_by_low,
        isBlockedByHigh: row.is_blocked_by_high,
        hasDeactivated: row.has_deactivated,
      },
    ]),
  );
}

export interface Sender {
  role: MemberRole;
  firstSeq: number;
  /** When she posted here last; 0: never. */
  postedAtMs: number;
}

/** The senders' places in their chats, by `chatId:userId`. */
export async function readMembers(
  client: PoolClient,
  sends: readonly SendRequest[],
): Promise<Map<string, Sender>> {
  const places = new Map(sends.map((send) => [`${send.chatId}:${send.senderId}`, send]));
  const keys = [...places.keys()];
  const asked = [...places.values()];
  const { rows } = await client.query({
    name: 'append-read-members',
    text: `select asked.place, m.role, m.first_seq, round(date_part('epoch', m.posted_at) * 1000) as posted_at_ms
      from unnest($1::uuid[], $2::uuid[]) with ordinality as asked (chat_id, user_id, place)
      join chat_members m using (chat_id, user_id)`,
    values: [uuidArray(asked.map((send) => send.chatId)), uuidArray(asked.map((send) => send.senderId))],
  });
  return new Map(
    rows.map((row) => [
      keys[Number(row.place) - 1] ?? '',
      { role: row.role, firstSeq: Number(row.first_seq), postedAtMs: Number(row.posted_at_ms ?? 0) },
    ]),
  );
}

/** Sends that were stored before, by `senderId:clientId`, as they are now. */
export async function readRepeats(client: PoolClient, sends: readonly SendRequest[]) {
  const { rows } = await client.query({
    name: 'append-read-repeats',
    text: `select m.sender_id, m.client_id, m.seq, m.fingerprint::text as fingerprint,
        extract(epoch from m.created_at) * 1000 as created_at_ms, m.kind, m.body, m.content,
        extract(epoch from m.edited_at) * 1000 as edited_at_ms
      from unnest($1::uuid[], $2::uuid[]) as s (sender_id, client_id)
      join messages m using (sender_id, client_id)`,
    values: [uuidArray(sends.map((send) => send.senderId)), uuidArray(sends.map((send) => send.clientId))],
  });
  return new Map(
    rows.map((row) => [
      `${row.sender_id}:${row.client_id}`,
      {
        fingerprint: String(row.fingerprint),
        found: {
          seq: Number(row.seq),
          createdAtMs: Number(row.created_at_ms),
          kind: row.kind as StoredMessage['kind'],
          text: String(row.body),
          content: (row.content ?? undefined) as StoredMessage['content'],
          ...(row.edited_at_ms === null ? {} : { editedAtMs: Number(row.edited_at_ms) }),
        },
      },
    ]),
  );
}

/** Messages, counters, the senders' read markers and the event, in one statement. Resolves with the event. */
export async function writeMessages(
  client: PoolClient,
  messages: readonly StoredMessage[],
  heads: ReadonlyMap<string, ChatHead>,
  fingerprint: (message: StoredMessage) => string,
): Promise<CommittedEvent> {
  const chats = [...new Set(messages.map((message) => message.chatId))].flatMap((id) => {
    const head = heads.get(id);
    return head ? [{ id, ...head }] : [];
  });
  const markers = new Map(messages.map((message) => [`${message.chatId}:${message.senderId}`, message]));
  const eventId = uuidv7();
  const payload = Buffer.from(encodeProto(MessagesSentSchema, { messages: messages.map(toProtoMessage) }));
  await client.query({
    name: 'append-write',
    text: `with stored as (
        insert into messages (chat_id, seq, sender_id, kind, body, client_id, fingerprint, created_at, content)
        select m.chat_id, m.seq, m.sender_id, m.kind, m.body, m.client_id, m.fingerprint, to_timestamp(m.at_ms::float8 / 1000), m.content
        from unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::bigint[], $8::bigint[], $20::jsonb[])
          as m (chat_id, seq, sender_id, kind, body, client_id, fingerprint, at_ms, content)
      ), moved as (
        update chats c set last_seq = h.last_seq, last_activity_at = to_timestamp(h.at_ms::float8 / 1000), top_reader = h.top_reader,
          top_read_seq = h.top_read_seq, second_read_seq = h.second_read_seq
        from unnest($9::uuid[], $10::bigint[], $11::bigint[], $12::uuid[], $13::bigint[], $14::bigint[])
          as h (id, last_seq, at_ms, top_reader, top_read_seq, second_read_seq)
        where c.id = h.id
      ), marked as (
        update chat_members m set read_seq = r.seq, posted_at = to_timestamp(r.at_ms::float8 / 1000)
        from unnest($15::uuid[], $16::uuid[], $17::bigint[], $21::bigint[]) as r (chat_id, user_id, seq, at_ms)
        where m.chat_id = r.chat_id and m.user_id = r.user_id and m.read_seq < r.seq
      )
      insert into outbox (event_id, event, payload, trace) values ($18, 'messages.messages_sent.v1', $19, $22)`,
    values: [
      uuidArray(messages.map((message) => message.chatId)),
      bigintArray(messages.map((message) => message.seq)),
      uuidArray(messages.map((message) => message.senderId)),
      textArray(messages.map((message) => message.kind)),
      textArray(messages.map((message) => message.text)),
      uuidArray(messages.map((message) => message.clientId)),
      bigintArrayOf(messages.map(fingerprint)),
      bigintArray(messages.map((message) => message.createdAtMs)),
      uuidArray(chats.map((chat) => chat.id)),
      bigintArray(chats.map((chat) => chat.lastSeq)),
      bigintArray(chats.map((chat) => chat.lastActivityAtMs)),
      uuidArray(chats.map((chat) => chat.topReader)),
      bigintArray(chats.map((chat) => chat.topReadSeq)),
      bigintArray(chats.map((chat) => chat.secondReadSeq)),
      uuidArray([...markers.values()].map((message) => message.chatId)),
      uuidArray([...markers.values()].map((message) => message.senderId)),
      bigintArray([...markers.values()].map((message) => message.seq)),
      eventId,
      payload,
      // Nothing at all stands for nothing in each.
      messages.some(({ content }) => content)
        ? messages.map((message) => contentJson(message) || null)
        : null,
      bigintArray([...markers.values()].map((message) => message.createdAtMs)),
      traceparent() ?? null,
    ],
  });
  return { eventId, payload };
}

/** The event by which it is found out who is mentioned; most sends mention nobody and are spared it. */
export async function writeMentions(client: PoolClient, messages: readonly StoredMessage[]): Promise<void> {
  const places = messages.map(({ chatId, seq }) => ({ chatId, seq }));
  const event = encodeProto(MentionsWrittenSchema, { places });
  await client.query({
    name: 'append-write-mentions',
    text: `insert into outbox (event_id, event, payload, trace) values ($1, 'messages.mentions_written.v1', $2, $3)`,
    values: [uuidv7(), Buffer.from(event), traceparent() ?? null],
  });
}

/** The event by which it is found out who was answered; sends that answer nothing are spared it. */
export async function writeReplies(client: PoolClient, messages: readonly StoredMessage[]): Promise<void> {
  const replies = messages.map(({ chatId, seq, senderId, content }) => ({
    chatId,
    seq,
    senderId,
    replyToSeq: content?.replyTo?.seq ?? 0,
    isSilent: content?.isSilent === true,
  }));
  await client.query({
    name: 'append-write-replies',
    text: `insert into outbox (event_id, event, payload, trace) values ($1, 'messages.replied.v1', $2, $3)`,
    values: [uuidv7(), Buffer.from(encodeProto(RepliedSchema, { replies })), traceparent() ?? null],
  });
}

/** A stored message as events and RPC carry it. */
export function toProtoMessage(message: StoredMessage) {
  const { content: _content, extrasJson: _extras, ...plain } = message;
  return { ...plain, contentJson: contentJson(message) };
}

function contentJson({ content }: StoredMessage): string {
  return content === undefined ? '' : JSON.stringify(content);
}
