import { MentionedSchema } from '@bridges/contracts/proto';
import type { AccountsService } from '@bridges/contracts/proto';
import { outboxAppend } from '@bridges/kit';
import type { RpcClient } from '@bridges/kit';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { hasPinRole } from '../policies/can-pin.ts';
import { mentionedNames } from '../policies/mentioned-names.ts';
import { toProtoRow } from '../presenters/message-proto.ts';
import { messageColumns } from '../presenters/message.ts';
import type { MessageRow } from '../presenters/message.ts';
import { rowsAt } from '../selectors/message-view.ts';
import type { Place } from '../selectors/message-view.ts';
import type { Database, Reader } from '../tables/database.ts';

export type ResolveUsernames = Pick<RpcClient<typeof AccountsService>, 'resolveUsernames'>;

/** Nobody may call everybody in a group larger than this. */
const everyoneMost = 500;

/** Whom a message named when it was read, before anything was locked. */
export interface NamedIn {
  place: Place;
  body: string;
  userIds: string[];
  isEveryone: boolean;
}

/** Asks whom a message means; nothing is locked meanwhile, however long accounts takes. */
export async function mentionsRead(
  db: Reader,
  accounts: ResolveUsernames,
  place: Place,
): Promise<NamedIn | undefined> {
  const [message] = await rowsAt(db, [place]);
  if (!message) return undefined;
  const { names, isEveryone } =
    message.kind === 'text' ? mentionedNames(message.body) : { names: [], isEveryone: false };
  return { place, body: message.body, userIds: await resolveNames(accounts, names), isEveryone };
}

/**
 * Keeps whom a message mentions, among the members who may see it: who is new is told, who is named no more is
 * relieved. Resolves with whom this changed something for.
 */
export async function mentionsFind(
  trx: Transaction<Database>,
  { place: { chatId, seq }, body, userIds, isEveryone }: NamedIn,
): Promise<string[]> {
  const message = await trx
    .selectFrom('messages')
    .where('chatId', '=', chatId)
    .where('seq', '=', seq)
    .select(messageColumns)
    // An edit or a deletion comes before or after, not in between.
    .forShare()
    .executeTakeFirst();
  // It says something else by now: that has an event of its own.
  if (!message || message.body !== body) return [];
  const members = await membersToTell(trx, message, userIds, isEveryone);
  return mentionsKeep(trx, message, members, isEveryone && members.length > 0);
}

async function resolveNames(accounts: ResolveUsernames, names: string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const { userIds } = await accounts.resolveUsernames({ usernames: names }, { deadlineMs: 5000 });
  return Object.values(userIds);
}

/** Members who may see the message: those named, or all if the writer may call everybody. */
async function membersToTell(
  trx: Transaction<Database>,
  { chatId, seq, senderId }: MessageRow,
  named: string[],
  isEveryone: boolean,
): Promise<string[]> {
  const isCall = isEveryone && (await mayCallEveryone(trx, chatId, senderId));
  if (!isCall && named.length === 0) return [];
  let members = trx
    .selectFrom('chatMembers')
    .where('chatId', '=', chatId)
    .where('userId', '!=', senderId)
    .where('firstSeq', '<=', seq)
    .select('userId');
  if (!isCall) members = members.where(sql<boolean>`user_id = any(${named}::uuid[])`);
  return (await members.execute()).map(({ userId }) => userId);
}

async function mayCallEveryone(
  trx: Transaction<Database>,
  chatId: string,
  senderId: string,
): Promise<boolean> {
  const group = await trx
    .selectFrom('chats as chat')
    .innerJoin('chatMembers as member', 'member.chatId', 'chat.id')
    .where('chat.id', '=', chatId)
    .where('chat.kind', '=', 'group')
    .where('member.userId', '=', senderId)
    .select(['chat.groupInfo', 'member.role'])
    .executeTakeFirst();
  if (!group || !hasPinRole(group.groupInfo, group.role)) return false;
  const members = await trx
    .selectFrom('chatMembers')
    .where('chatId', '=', chatId)
    .select('userId')
    .limit(everyoneMost + 1)
    .execute();
  return members.length <= everyoneMost;
}

async function mentionsKeep(
  trx: Transaction<Database>,
  message: MessageRow,
  wanted: readonly string[],
  isEveryone: boolean,
): Promise<string[]> {
  const { chatId, seq } = message;
  const known = await trx
    .selectFrom('mentions')
    .where('chatId', '=', chatId)
    .where('seq', '=', seq)
    .select('userId')
    .execute();
  const before = new Set(known.map(({ userId }) => userId));
  const now = new Set(wanted);
  const added = wanted.filter((userId) => !before.has(userId));
  const gone = [...before].filter((userId) => !now.has(userId));
  if (gone.length > 0) await forget(trx, { chatId, seq }, gone);
  if (added.length > 0) {
    await trx
      .insertInto('mentions')
      .values(added.map((userId) => ({ chatId, seq, userId })))
      .execute();
    await sql`insert into attentions (user_id, chat_id, kind, seq)
      select user_id, chat_id, 'mention', ${seq}::bigint from chat_members
      where chat_id = ${chatId} and user_id = any(${added}::uuid[]) and read_seq < ${seq}
      on conflict do nothing`.execute(trx);
    await outboxAppend(trx, MentionedSchema, 'messages.mentioned.v1', {
      message: toProtoRow(message),
      userIds: added,
      isEveryone,
    });
  }
  // What she has read since is not kept for ever.
  await sql`delete from attentions a using chat_members m
    where a.chat_id = ${chatId} and a.kind = 'mention' and a.user_id = any(${added}::uuid[])
      and m.chat_id = a.chat_id and m.user_id = a.user_id and a.seq <= m.read_seq`.execute(trx);
  return [...added, ...gone];
}

async function forget(trx: Transaction<Database>, { chatId, seq }: Place, userIds: string[]): Promise<void> {
  for (const table of ['mentions', 'attentions'] as const) {
    await trx
      .deleteFrom(table)
      .where('chatId', '=', chatId)
      .where('seq', '=', seq)
      .where(sql<boolean>`user_id = any(${userIds}::uuid[])`)
      .$if(table === 'attentions', (query) => query.where(sql<boolean>`kind = 'mention'`))
      .execute();
  }
}
