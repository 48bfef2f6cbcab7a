import type { Chat, PublicUser } from '@bridges/sdk';
import { chatsByActivity } from '@bridges/sdk';
import type { Language } from '../../../i18n/catalogue.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { client } from '../../../realtime/client.ts';
import { routes } from '../../../routes/routes.ts';
import { chatTitle, peerOf, userName } from '../../../store/chat-title.ts';
import type { Completion } from '../../../text/completion.ts';
import { fuzzyFind } from '../../../text/fuzzy.ts';
import { findEmoji, loadEmoji } from '../emoji/emoji-list.ts';
import { commands } from './commands.ts';

/** Something offered in place of what is being typed. */
export interface Offer {
  key: string;
  title: string;
  hint: string;
  /** What is put into the text. */
  insert: string;
  /** Whose avatar stands before it, or an emoji. */
  picture: { userId: string } | { emoji: string } | null;
  /** Somebody who will not hear of it. */
  isOutside: boolean;
}

/** The rules of names in many scripts come with the first @ or #. */
const loadNames = () => import('../../search/find-by-name.ts');

const members = new Map<string, Promise<{ users: PublicUser[]; at: number }>>();
const keptMs = 60_000;
/** So many are offered at a time. */
const most = 8;

/** The first hundred members of a chat, asked for once a minute at most. */
async function membersOf(chat: Chat): Promise<PublicUser[]> {
  if (chat.kind !== 'group') {
    const peer = peerOf(chat, client.getState().users);
    return peer ? [peer] : [];
  }
  const known = await members.get(chat.id)?.catch(() => undefined);
  if (known && Date.now() - known.at < keptMs) return known.users;
  const asked = client.rest.chats
    .members(chat.id, { limit: 100 })
    .then(({ users }) => ({ users, at: Date.now() }));
  members.set(chat.id, asked);
  return (await asked).users;
}

/** What fits, the best first; members of this chat before everybody else. */
export async function offersFor(
  { kind, query }: Completion,
  chatId: string,
  language: Language,
  t: Translate,
): Promise<Offer[]> {
  const chat = client.getState().chats[chatId]?.chat;
  if (kind === 'mention') return chat ? people(query, chat, t) : [];
  if (kind === 'emoji') {
    const found = findEmoji(await loadEmoji(language), query, 8);
    return found.map(({ emoji, label, words }) => ({
      ...plain(emoji, label, emoji),
      hint: words[0] ? `:${words[0]}:` : '',
      picture: { emoji },
    }));
  }
  if (kind === 'chat') return chats(query, t);
  const found = fuzzyFind(query, commands, ({ name }) => [name]);
  return found.map(({ name, about }) => ({ ...plain(name, `/${name}`, `/${name}`), hint: t(about) }));
}

const plain = (key: string, title: string, insert: string): Offer => ({
  key,
  title,
  insert,
  hint: '',
  picture: null,
  isOutside: false,
});

/** Members of a group that is too large to hold them all: the server finds them by the same rules. */
async function otherMembers(chat: Chat, query: string): Promise<PublicUser[]> {
  return (await client.rest.groups.members(chat.id, { search: query, limit: most })).users;
}

async function people(query: string, chat: Chat, t: Translate): Promise<Offer[]> {
  const { me } = client.getState();
  const { findByName } = await loadNames();
  const find = (list: readonly PublicUser[]) =>
    findByName(
      query,
      list.filter(({ id }) => id !== me?.id),
      ({ displayName, username }) => [username, displayName],
      most,
    );
  const held = await membersOf(chat).catch(() => []);
  const isPart = held.length < (chat.group?.memberCount ?? 0);
  const isAsked = isPart && query.length >= 2 && find(held).length < most;
  const more = isAsked ? await otherMembers(chat, query).catch(() => []) : [];
  const inside = [...new Map([...held, ...more].map((user) => [user.id, user])).values()];
  const insideIds = new Set(inside.map(({ id }) => id));
  const outside = Object.values(client.getState().users).filter(({ id }) => !insideIds.has(id));
  const canAll = chat.kind === 'group' && chat.role !== 'member' && 'all'.startsWith(query.toLowerCase());
  const offers = [...find(inside), ...(query === '' ? [] : find(outside))].slice(0, most).map((user) => ({
    ...plain(user.id, userName(user, t), `@${user.username}`),
    hint: insideIds.has(user.id)
      ? `@${user.username}`
      : t('composer.notInChat', { name: `@${user.username}` }),
    picture: { userId: user.id },
    isOutside: !insideIds.has(user.id),
  }));
  return canAll ? [...offers, { ...plain('all', '@all', '@all'), hint: t('composer.mentionAll') }] : offers;
}

async function chats(query: string, t: Translate): Promise<Offer[]> {
  const { findByName } = await loadNames();
  const { users } = client.getState();
  const titled = chatsByActivity(client.getState())
    .filter(({ chat }) => chat.kind === 'group')
    .map(({ chat }) => ({ chat, title: chatTitle(chat, peerOf(chat, users), t) }));
  const namesOf = ({ chat, title }: (typeof titled)[number]) => [title, chat.handle ?? ''];
  return findByName(query, titled, namesOf, most).map(({ chat, title }) => ({
    ...plain(
      chat.id,
      title,
      `[#${title.replaceAll(/[[\]]/g, '')}](${new URL(routes.chat(chat.id), location.href).href})`,
    ),
    hint: chat.handle ?? '',
  }));
}
