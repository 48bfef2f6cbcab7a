import { hash } from 'node:crypto';
import type { Message } from '@bridges/contracts';
import type { CommittedEvent } from '@bridges/kit';
import type { Pool, PoolClient } from 'pg';
import { canBeText, canPost } from '../policies/can-post.ts';
import { canPostSlowly } from '../policies/can-post-slowly.ts';
import { canReply } from '../policies/can-reply.ts';
import { errors } from '../errors.ts';
import type { SendOutcome, SendRequest, StoredMessage } from './append-queue.ts';
import {
  lockChats,
  readMembers,
  readRepeats,
  writeMentions,
  writeMessages,
  writeReplies,
} from './append-statements.ts';
import type { ChatHead } from './append-statements.ts';
import { draftsEnd } from './drafts-end.ts';
import type { EndedDraft } from './drafts-end.ts';
import { readQuoted } from './quoted-read.ts';
import { quotesDrop } from './quotes-erase.ts';
import { moveTopReaders } from './top-readers.ts';

/** Called after the commit with what it stored, in the order of seq within each chat, and the event that tells of it. */
export type OnStored = (
  event: CommittedEvent,
  messages: StoredMessage[],
  heads: Map<string, ChatHead>,
  quoted: ReadonlyMap<string, Message>,
  endedDrafts: readonly EndedDraft[],
) => void;

const uniqueViolation = '23505';
const worthAnotherTry = new Set(['40001', '40P01']);

/**
 * Stores a batch of sends in one transaction: seqs from each chat's row counter, messages, idempotency keys,
 * read markers of the senders and the outbox row. Refused sends don't hinder the others.
 *
 * @throws the database's error when nothing was stored or it can't be known
 */
export async function messageAppend(
  pool: Pool,
  sends: readonly SendRequest[],
  onStored: OnStored,
): Promise<SendOutcome[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await appendOnce(pool, sends, onStored);
    } catch (error) {
      const code = (error as { code?: string }).code ?? '';
      // Another process stored one of these keys between our look and our insert: one by one, each finds its own.
      if (code === uniqueViolation && sends.length > 1) return appendEach(pool, sends, onStored);
      if (attempt >= 3 || !(worthAnotherTry.has(code) || code === uniqueViolation)) throw error;
    }
  }
}

async function appendEach(
  pool: Pool,
  sends: readonly SendRequest[],
  onStored: OnStored,
): Promise<SendOutcome[]> {
  const outcomes: SendOutcome[] = [];
  for (const send of sends) outcomes.push(...(await messageAppend(pool, [send], onStored)));
  return outcomes;
}

async function appendOnce(
  pool: Pool,
  sends: readonly SendRequest[],
  onStored: OnStored,
): Promise<SendOutcome[]> {
  const { outcomes, event, stored, heads, quoted, endedDrafts } = await inTransaction(pool, (client) =>
    appendLocked(client, sends),
  );
  if (event) onStored(event, stored, heads, quoted, endedDrafts);
  return outcomes;
}

/**
 * Every statement of a send finds its rows by their keys. PostgreSQL would plan otherwise while a table is small, and
 * keep to that plan until it is analyzed: a minute in which each batch reads all messages.
 */
const begin = `begin; set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off`;

async function inTransaction<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let isUsable = false;
  try {
    // Not waited for: it goes out together with the first statements of the work.
    const begun = client.query(begin);
    const [result] = await Promise.all([work(client), begun]);
    await client.query('commit');
    isUsable = true;
    return result;
  } catch (error) {
    isUsable = await client.query('rollback').then(
      () => true,
      () => false,
    );
    throw error;
  } finally {
    client.release(!isUsable);
  }
}

async function appendLocked(client: PoolClient, sends: readonly SendRequest[]) {
  // The locks come first and in one order; only then may the rest be read, or it could be older than the lock. All
  // are on their way at once; PostgreSQL does one after the other, and each sees what is there when its turn comes.
  const [heads, senders, repeats] = await Promise.all([
    lockChats(client, [...new Set(sends.map((send) => send.chatId))]),
    readMembers(client, sends),
    readRepeats(client, sends),
  ]);
  const stored: StoredMessage[] = [];
  const outcomes = sends.map((send): SendOutcome => {
    const repeat = repeats.get(`${send.senderId}:${send.clientId}`);
    const sender = senders.get(`${send.chatId}:${send.senderId}`);
    if (repeat) {
      const isSame = repeat.fingerprint === asBigint(fingerprint(send));
      // Only she who may still read the chat is told what was stored in it.
      if (isSame && sender) return { message: { ...send, ...repeat.found }, isRepeat: true };
      return { error: isSame ? errors.chat_not_found() : errors.client_id_reused() };
    }
    const head = heads.get(send.chatId);
    const refusal =
      canBeText(send.text, send.content !== undefined) ??
      canPost(head, send.senderId, sender?.role) ??
      (head && sender && canPostSlowly(head, sender, Date.now())) ??
      canReply(send.content?.replyTo, { firstSeq: sender?.firstSeq ?? 1, lastSeq: head?.lastSeq ?? 0 });
    if (refusal || !head) return { error: refusal ?? errors.chat_not_found() };
    if (head.kind === 'direct' && head.lastSeq === 0 && !send.isFirstAllowed) {
      return { error: errors.cannot_write(), isUnchecked: true };
    }
    const message = { ...send, seq: ++head.lastSeq, createdAtMs: nextTime(head) };
    moveTopReaders(head, send.senderId, message.seq);
    if (sender) sender.postedAtMs = message.createdAtMs;
    stored.push(message);
    return { message, isRepeat: false };
  });
  await quotesDrop(client, stored);
  const event = stored.length > 0 ? await writeMessages(client, stored, heads, fingerprint) : undefined;
  const naming = stored.filter((message) => message.text.includes('@'));
  if (naming.length > 0) await writeMentions(client, naming);
  const replies = stored.filter((message) => message.content?.replyTo !== undefined);
  if (replies.length > 0) await writeReplies(client, replies);
  const quoted = await readQuoted(client, stored);
  const endedDrafts = await draftsEnd(client, stored);
  return { outcomes, event, stored, heads, quoted, endedDrafts };
}

/** Time never goes back within a chat, whatever the clock does. */
function nextTime(head: ChatHead): number {
  head.lastActivityAtMs = Math.max(Date.now(), head.lastActivityAtMs);
  return head.lastActivityAtMs;
}

/**
 * 64 bits of what was sent, a character for each of their bytes: that is made in half the time of a buffer. Texts hold
 * no NUL, so nothing can be taken for extras.
 */
function fingerprint({
  chatId,
  kind,
  text,
  extrasJson,
}: Omit<SendRequest, 'kind'> & { kind: string }): string {
  const extras = extrasJson ? `\0${extrasJson}` : '';
  return hash('sha256', `${chatId}\n${kind}\n${text}${extras}`, 'binary').slice(0, 8);
}

const asBigint = (bytes: string): string => Buffer.from(bytes, 'latin1').readBigInt64BE(0).toString();
