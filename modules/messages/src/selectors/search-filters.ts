import type { SearchFilterProblem, SearchHas, SearchUnderstood } from '@bridges/contracts';
import { uuid } from '@bridges/contracts';
import { fold } from '@bridges/contracts/search';
import type { ParsedQuery } from '@bridges/contracts/search';
import { errors } from '../errors.ts';
import type { Reader } from '../tables/database.ts';
import { chatAccess } from './chat-access.ts';

/** Usernames to ids; who is not known is left out. */
export type ResolveNames = (usernames: string[]) => Promise<Record<string, string>>;

/** What a query asks for, its names found out. */
export interface SearchFilters {
  chatId?: string | undefined;
  senderId?: string | undefined;
  has: readonly SearchHas[];
  before?: Date | undefined;
  after?: Date | undefined;
  isPinned: boolean;
}

/**
 * Finds out which chat and whom a query names. A name of nobody is no error: it must not tell who has an account.
 *
 * @throws AppError messages.search_filter_invalid, messages.chat_not_found
 */
export async function searchFilters(
  db: Reader,
  viewerId: string,
  query: ParsedQuery,
  resolveNames: ResolveNames,
): Promise<SearchFilters> {
  const problems: SearchFilterProblem[] = [...query.problems];
  const chatId = query.in === undefined ? undefined : await findChat(db, viewerId, query.in, resolveNames);
  if (chatId === null) problems.push({ filter: 'in', value: query.in ?? '', reason: 'unknown' });
  if (problems.length > 0) throw errors.search_filter_invalid({ details: { filters: problems } });
  const senderId =
    query.from === undefined ? undefined : await findSender(viewerId, query.from, resolveNames);
  const { has, before, after, isPinned } = query;
  return { chatId: chatId ?? undefined, senderId, has, before, after, isPinned };
}

/** Whoever is not there wrote nothing, which takes as long to find out as of those who are. Zeros are a service's. */
const nobodyId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

const meWords = new Set<string>(['me', 'я', 'меня']);
const savedWords = new Set<string>(['me', 'saved', 'избранное', 'я']);

async function findChat(
  db: Reader,
  viewerId: string,
  written: string,
  resolveNames: ResolveNames,
): Promise<string | null> {
  const id = uuid.safeParse(written);
  if (id.success) {
    await chatAccess(db, viewerId, id.data);
    return id.data;
  }
  const name = fold(written).replace(/^[@#]/, '');
  const chats = await db
    .selectFrom('chats as chat')
    .innerJoin('chatMembers as member', 'member.chatId', 'chat.id')
    .where('member.userId', '=', viewerId)
    .where('chat.kind', '!=', 'direct')
    .select(['chat.id', 'chat.kind', 'chat.handle', 'chat.title'])
    .orderBy('chat.lastActivityAt', 'desc')
    .execute();
  const found =
    chats.find(({ handle }) => handle === name) ??
    chats.find(({ kind }) => kind === 'saved' && savedWords.has(name)) ??
    chats.find(({ title }) => title !== null && fold(title) === name) ??
    chats.find(({ title }) => title !== null && fold(title).startsWith(name));
  return found?.id ?? (await findDirect(db, viewerId, name, resolveNames));
}

/** My chat with whoever has this username. */
async function findDirect(
  db: Reader,
  viewerId: string,
  name: string,
  resolveNames: ResolveNames,
): Promise<string | null> {
  const peerId = await findSender(viewerId, name, resolveNames);
  const chat = await db
    .selectFrom('chats as chat')
    .innerJoin('chatMembers as mine', 'mine.chatId', 'chat.id')
    .innerJoin('chatMembers as hers', 'hers.chatId', 'chat.id')
    .where('chat.kind', '=', 'direct')
    .where('mine.userId', '=', viewerId)
    .where('hers.userId', '=', peerId)
    .select('chat.id')
    .executeTakeFirst();
  return peerId === viewerId ? null : (chat?.id ?? null);
}

async function findSender(viewerId: string, written: string, resolveNames: ResolveNames): Promise<string> {
  const id = uuid.safeParse(written);
  if (id.success) return id.data;
  const name = written.replace(/^@/, '').toLowerCase();
  if (meWords.has(name)) return viewerId;
  if (!/^[\w.-]{1,64}$/.test(name)) return nobodyId;
  return (await resolveNames([name]))[name] ?? nobodyId;
}

/** @param isSenderSeen the id of a name is told only with a message of its owner, which says it anyway */
export function presentUnderstood(
  query: ParsedQuery,
  filters: SearchFilters,
  isSenderSeen: boolean,
): SearchUnderstood {
  const isWritten = query.from !== undefined && uuid.safeParse(query.from).success;
  return {
    words: query.words,
    phrases: query.phrases,
    in: filters.chatId ?? null,
    from: (isWritten || isSenderSeen ? filters.senderId : undefined) ?? null,
    has: [...filters.has],
    before: filters.before?.toISOString() ?? null,
    after: filters.after?.toISOString() ?? null,
    isPinned: filters.isPinned,
  };
}
