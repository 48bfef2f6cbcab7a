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
  /** '': somebody who is not there, who wrote nothing. */
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
  const chatId = query.in === undefined ? undefined : await findChat(db, viewerId, query.in);
  if (chatId === null) problems.push({ filter: 'in', value: query.in ?? '', reason: 'unknown' });
  if (problems.length > 0) throw errors.search_filter_invalid({ details: { filters: problems } });
  const senderId =
    query.from === undefined ? undefined : await findSender(viewerId, query.from, resolveNames);
  const { has, before, after, isPinned } = query;
  return { chatId: chatId ?? undefined, senderId, has, before, after, isPinned };
}

const meWords = new Set<string>(['me', 'я', 'меня']);
const savedWords = new Set<string>(['me', 'saved', 'избранное', 'я']);

async function findChat(db: Reader, viewerId: string, written: string): Promise<string | null> {
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
  return found?.id ?? null;
}

async function findSender(viewerId: string, written: string, resolveNames: ResolveNames): Promise<string> {
  const id = uuid.safeParse(written);
  if (id.success) return id.data;
  const name = written.replace(/^@/, '').toLowerCase();
  if (meWords.has(name)) return viewerId;
  if (!/^[\w.-]{1,64}$/.test(name)) return '';
  return (await resolveNames([name]))[name] ?? '';
}

export function presentUnderstood(query: ParsedQuery, filters: SearchFilters): SearchUnderstood {
  return {
    words: query.words,
    phrases: query.phrases,
    in: filters.chatId ?? null,
    // Nobody is told which names have no owner.
    from: filters.senderId === '' ? null : (filters.senderId ?? null),
    has: [...filters.has],
    before: filters.before?.toISOString() ?? null,
    after: filters.after?.toISOString() ?? null,
    isPinned: filters.isPinned,
  };
}
