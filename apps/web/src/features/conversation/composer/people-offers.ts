import type { Chat, PublicUser } from '@bridges/sdk';
import type { Translate } from '../../../i18n/translate.ts';
import { client } from '../../../realtime/client.ts';
import { peerOf, userName } from '../../../store/chat-title.ts';
import type { findByName as FindByName } from '../../search/find-by-name.ts';
import { mostOffers, plainOffer } from './offer.ts';
import type { Offer } from './offer.ts';
import { withIt } from './soon.ts';
import type { Soon } from './soon.ts';

const members = new Map<string, { users: Soon<PublicUser[]>; at: number }>();
const keptMs = 60_000;

/** The first hundred members of a chat, asked for once a minute at most; nobody if they can't be told. */
function membersOf(chat: Chat): Soon<PublicUser[]> {
  if (chat.kind !== 'group') {
    const peer = peerOf(chat, client.getState().users);
    return peer ? [peer] : [];
  }
  const known = members.get(chat.id);
  if (known && Date.now() - known.at < keptMs) return known.users;
  const asked = client.rest.chats.members(chat.id, { limit: 100 }).then(
    ({ users }) => {
      members.set(chat.id, { users, at: Date.now() });
      return users;
    },
    () => {
      members.delete(chat.id);
      return [];
    },
  );
  members.set(chat.id, { users: asked, at: Date.now() });
  return asked;
}

/** Members of a group that is too large to hold them all: the server finds them by the same rules. */
const otherMembers = (chat: Chat, query: string): Promise<PublicUser[]> =>
  client.rest.groups.members(chat.id, { search: query, limit: mostOffers }).then(
    ({ users }) => users,
    () => [],
  );

/** People by a part of their name; members of this chat before everybody else. */
export function peopleOffers(
  query: string,
  chat: Chat,
  t: Translate,
  findByName: typeof FindByName,
): Soon<Offer[]> {
  const { me } = client.getState();
  const find = (list: readonly PublicUser[]) =>
    findByName(
      query,
      list.filter(({ id }) => id !== me?.id),
      ({ displayName, username }) => [username, displayName],
      mostOffers,
    );
  return withIt(membersOf(chat), (held) => {
    const isPart = held.length < (chat.group?.memberCount ?? 0);
    const isAsked = isPart && query.length >= 2 && find(held).length < mostOffers;
    return withIt(isAsked ? otherMembers(chat, query) : [], (more) => {
      const inside = [...new Map([...held, ...more].map((user) => [user.id, user])).values()];
      const insideIds = new Set(inside.map(({ id }) => id));
      const outside = Object.values(client.getState().users).filter(({ id }) => !insideIds.has(id));
      const canAll = chat.kind === 'group' && chat.role !== 'member' && 'all'.startsWith(query.toLowerCase());
      const found = [...find(inside), ...(query === '' ? [] : find(outside))].slice(0, mostOffers);
      const offers = found.map((user) => personOffer(user, insideIds.has(user.id), t));
      return canAll
        ? [...offers, { ...plainOffer('all', '@all', '@all'), hint: t('composer.mentionAll') }]
        : offers;
    });
  });
}

function personOffer(user: PublicUser, isInside: boolean, t: Translate): Offer {
  const insert = `@${user.username}`;
  return {
    ...plainOffer(user.id, userName(user, t), insert),
    hint: isInside ? insert : t('composer.notInChat', { name: insert }),
    picture: { userId: user.id },
    isOutside: !isInside,
  };
}
